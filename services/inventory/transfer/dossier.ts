import type { EntityManager } from '@mikro-orm/postgresql';
import type { ComputerOffered } from './message.ts';

/** All that the receiving association must know of machines, in the order of their ids; never who worked on them. */
export async function dossiersOf(em: EntityManager, computerIds: readonly string[]): Promise<ComputerOffered[]> {
  const rows = await em.execute<{ dossier: ComputerOffered }[]>(
    `select jsonb_build_object(
              'id', c.id, 'label', c.label, 'serial', c.serial, 'assetTag', c.asset_tag, 'kind', c.kind,
              'brand', c.brand, 'model', c.model, 'processing', c.processing, 'grade', c.grade, 'erasedOn', c.erased_on,
              'donorId', c.donor_id, 'programmeId', d.programme_id,
              'milestones', (${MILESTONES}), 'storages', (${STORAGES}), 'erasures', (${ERASURES})) as dossier
       from computer c join donation d on d.id = c.donation_id
      where c.id = any(select jsonb_array_elements_text(?::jsonb)) order by c.id`,
    [JSON.stringify(computerIds)],
  );
  return rows.map(({ dossier }) => dossier);
}

const MILESTONES = `
  select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'reachedOn', m.reached_on) order by m.kind), '[]')
    from milestone m where m.computer_id = c.id`;
const STORAGES = `
  select coalesce(jsonb_agg(jsonb_build_object(
           'id', s.id, 'kind', s.kind, 'serial', s.serial, 'capacityGb', s.capacity_gb, 'declaredOn', s.declared_on,
           'erasedOn', s.erased_on, 'isDestructionDue', s.is_destruction_due, 'goneOn', s.gone_on, 'fate', s.fate)
           order by s.id), '[]')
    from storage s where s.computer_id = c.id`;
const ERASURES = `
  select coalesce(jsonb_agg(jsonb_build_object(
           'id', e.id, 'storageId', e.storage_id, 'method', e.method, 'standard', e.standard, 'tool', e.tool,
           'isSuccess', e.is_success, 'storageSerial', e.storage_serial, 'certificateDigest', e.certificate_digest,
           'performedOn', e.performed_on) order by e.id), '[]')
    from erasure e where e.computer_id = c.id`;
