import type { EntityManager } from '@mikro-orm/postgresql';
import type { ComputerKind } from '../computer/computer.states.ts';
import type { CertifiedData, CertifiedErasure, CertifiedOutcome } from './certificate.entity.ts';
import { dataOf, outcomeOf, type Life, type Outcome, type Proofs } from './certificate.rules.ts';

/** A donated machine, and what became of it until now. */
export interface Fate {
  computerId: string;
  label: string;
  serial: string | null;
  kind: ComputerKind;
  brand: string | null;
  model: string | null;
  erasures: CertifiedErasure[];
  data: CertifiedData;
  recyclerId: string | null;
  recyclingCertificate: string | null;
  transferredTo: string | null;
  outcome: Outcome | null;
  /** What the latest certificate that still holds says of it. */
  certified: CertifiedOutcome | null;
}

type Row = Omit<Fate, 'outcome' | 'data'> & Life & Omit<Proofs, 'erasures'>;

/** A machine on loan may have been erased since for its borrower: only what was done before is the donor's. */
const FATES = `
  select c.id as "computerId", c.label, c.serial, c.kind, c.brand, c.model, c.processing, c.custody,
         to_char(c.moved_on, 'YYYY-MM-DD') as "movedOn", to_char(c.erased_on, 'YYYY-MM-DD') as "erasedOn",
         to_char(c.dismantled_on, 'YYYY-MM-DD') as "dismantledOn",
         to_char(ready.reached_on, 'YYYY-MM-DD') as "readyOn", to_char(lent.on_day, 'YYYY-MM-DD') as "lentOn",
         to_char(r.recycled_on, 'YYYY-MM-DD') as "recycledOn", r.recycler_id as "recyclerId",
         r.certificate as "recyclingCertificate", coalesce(r.storages_destroyed, false) as "storagesDestroyed", gone.association as "transferredTo",
         exists (select from storage s where s.computer_id = c.id and not exists (
           select from erasure e where e.storage_id = s.id and e.is_success)) as "isStorageUnproved",
         coalesce(proof.erasures, '[]') as erasures, told.outcome as certified
    from computer c
    left join milestone ready on ready.computer_id = c.id and ready.kind = 'READY'
    left join recycling r on r.computer_id = c.id
    left join lateral (select min(o.taken_on) as on_day from outing o where o.computer_id = c.id) lent on true
    left join lateral (
      select t.association from transfer t join transfer_line l on l.transfer_id = t.id
       where l.computer_id = c.id and t.state = 'RELEASED' and c.custody = 'TRANSFERRED'
       order by t.id desc limit 1) gone on true
    left join lateral (
      select jsonb_agg(jsonb_build_object(
               'method', e.method, 'standard', e.standard, 'tool', e.tool, 'succeeded', e.is_success,
               'storageSerial', e.storage_serial, 'certificateDigest', e.certificate_digest,
               'on', e.performed_on) order by e.id) as erasures
        from erasure e where e.computer_id = c.id and (lent.on_day is null or e.performed_on <= lent.on_day)) proof on true
    left join lateral (
      select l.outcome from certificate_line l join certificate t on t.id = l.certificate_id
       where l.computer_id = c.id and not exists (select from certificate s where s.supersedes_id = t.id)
       order by t.id desc limit 1) told on true`;

/** What became of each machine of a donation; one that was struck out never was. */
export const fatesOfDonation = (em: EntityManager, donationId: string): Promise<Fate[]> =>
  readFates(em, "where c.donation_id = ? and c.custody <> 'STRUCK_OUT' order by c.id", donationId);

/** What became of each machine of a certificate, in its order. */
export const fatesOfCertificate = (em: EntityManager, certificateId: string): Promise<Fate[]> =>
  readFates(
    em,
    'join certificate_line own on own.computer_id = c.id where own.certificate_id = ? order by own.position',
    certificateId,
  );

async function readFates(em: EntityManager, which: string, key: string): Promise<Fate[]> {
  const rows = await em.execute<Row[]>(`${FATES} ${which}`, [key]);
  return rows.map((row) => ({
    ...row,
    outcome: outcomeOf(row),
    data: dataOf(row, { ...row, erasures: row.erasures.length }),
  }));
}
