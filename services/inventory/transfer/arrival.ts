import { LockMode } from '@mikro-orm/postgresql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { Computer } from '../computer/computer.entity.ts';
import { became, standingOf } from '../computer/standing.rules.ts';
import { Donation } from '../donation/donation.entity.ts';
import type { ComputerOffered, Offer } from './message.ts';
import { saidIn } from './signing-key.ts';
import type { Transfer } from './transfer.entity.ts';
import { alreadyHere, labelTaken } from './transfer.rules.ts';

interface Arrival {
  transfer: Transfer;
  on: string;
  /** Machines that wear another label here. */
  labels: readonly { computerId: string; label: string }[];
}

/**
 * Brings released machines into stock, under their own ids and with their proofs. One that was here before takes up its
 * life again. What they had reached elsewhere is known here and counted there.
 */
export async function receive(context: ServiceContext, acting: Acting, arrival: Arrival): Promise<void> {
  const { em, happened } = acting;
  const { transfer, on, labels } = arrival;
  const offered = await inKnownProgrammes(context, (saidIn(transfer.offer) as Offer).computers);
  const relabelled = new Map(labels.map(({ computerId, label }) => [computerId, label.trim()]));
  const known = await findKnown(acting, offered);
  const labelled = offered.map((one) => ({
    ...one,
    labelHere: relabelled.get(one.id) ?? known.get(one.id)?.label ?? one.label,
  }));
  await refuseTakenLabels(acting, labelled);
  const donations = await openDonations(
    acting,
    arrival,
    offered.filter(({ id }) => !known.has(id)),
  );
  for (const one of labelled) {
    const computer = known.get(one.id);
    const before = computer ? standingOf(computer) : {};
    const arrived = settle(acting, one, on, computer ?? null, donations);
    const details = { transferId: transfer.id, from: transfer.association, ...became(before, arrived) };
    await happened({ noun: 'Computer', id: one.id, verb: 'concludeTransfer', on, details });
  }
  await em.flush();
  await keepPast(acting, labelled, { association: transfer.association, on, commune: operatingSeat(context) });
}

/**
 * The machines, each in its programme as that is known here: one that only the other association runs stays there. Refuses
 * `PARTNERS_UNREACHABLE` while nobody can say.
 */
async function inKnownProgrammes(
  { owners }: Pick<ServiceContext, 'owners'>,
  offered: readonly ComputerOffered[],
): Promise<ComputerOffered[]> {
  const ids = [...new Set(offered.flatMap(({ programmeId }) => programmeId ?? []))];
  const known = await owners.ask(ids.map((id) => ({ noun: 'programme', id, from: null, to: null })));
  const away = known.find(({ whyNot }) => whyNot?.code === 'PARTNERS_UNREACHABLE')?.whyNot;
  if (away) throw new Refusal(away.code, null, { en: away.en, fr: away.fr });
  const here = new Map(ids.map((id, n) => [id, known[n]!.whyNot ? null : known[n]!.id]));
  return offered.map((one) => ({ ...one, programmeId: here.get(one.programmeId ?? '') ?? null }));
}

type Labelled = ComputerOffered & { labelHere: string };

async function findKnown({ em }: Acting, offered: readonly ComputerOffered[]): Promise<Map<string, Computer>> {
  const ids = offered.map(({ id }) => id);
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
  const found = await em.find(Computer, { id: { $in: ids } }, lock);
  const own = found.filter(({ custody }) => custody !== 'TRANSFERRED');
  if (own.length > 0) throw alreadyHere(own.map(({ label }) => label));
  return new Map(found.map((computer) => [computer.id, computer]));
}

async function refuseTakenLabels({ em }: Acting, labelled: readonly Labelled[]): Promise<void> {
  await takeTurns(em, 'inventory', 'labels');
  const wanted = labelled.map(({ id, labelHere }) => ({ id, label: labelHere }));
  const [taken] = await em.execute<{ label: string }[]>(
    `with wanted as (select id, label from jsonb_to_recordset(?::jsonb) as one (id text, label text))
     select label from wanted w
      where exists (select from computer c where lower(c.label) = lower(w.label) and c.id <> w.id and c.custody <> 'STRUCK_OUT')
         or exists (select from alias a where a.kind = 'LABEL' and lower(a.value) = lower(w.label) and a.computer_id <> w.id)
         or exists (select from wanted other where lower(other.label) = lower(w.label) and other.id <> w.id)
      limit 1`,
    [JSON.stringify(wanted)],
  );
  if (taken) throw labelTaken(taken.label);
}

const lotOf = ({ donorId, programmeId }: ComputerOffered): string => `${donorId} ${programmeId ?? ''}`;

/** The machines stay those of their first donors: one donation for each, whose inventory is closed. */
async function openDonations(
  { em, newId, happened }: Acting,
  { transfer, on }: Arrival,
  offered: readonly ComputerOffered[],
): Promise<Map<string, Donation>> {
  const donations = new Map<string, Donation>();
  for (const [lot, machines] of Map.groupBy(offered, lotOf)) {
    const { donorId, programmeId } = machines[0]!;
    const donation = em.create(Donation, {
      id: newId('donation'),
      donorId,
      programmeId,
      state: 'INVENTORIED',
      announcedMachines: machines.length,
      offeredOn: on,
      acceptedOn: on,
      pickedUpOn: on,
      inventoriedOn: on,
      transferId: transfer.id,
    });
    donations.set(lot, donation);
    const details = { transferId: transfer.id, donorId, announcedMachines: machines.length };
    await happened({ noun: 'Donation', id: donation.id, verb: 'concludeTransfer', on, details });
  }
  await em.flush();
  return donations;
}

function settle(
  { em }: Acting,
  one: Labelled,
  on: string,
  known: Computer | null,
  donations: Map<string, Donation>,
): Computer {
  const { processing, grade, erasedOn, labelHere: label } = one;
  const here = { processing, grade, erasedOn, label, custody: 'IN_STOCK' as const, movedOn: on };
  if (known) return Object.assign(known, here);
  const { id, donorId, serial, kind, brand, model } = one;
  const assetTag = one.assetTag ?? (label === one.label ? null : one.label);
  const donationId = donations.get(lotOf(one))!.id;
  return em.create(Computer, { id, donationId, donorId, serial, assetTag, kind, brand, model, ...here });
}

/**
 * Refuses `ALREADY_HERE` when a storage or a proof of the offer is that of another machine here: whoever is trusted to
 * give machines is not trusted to rewrite what is known of others.
 */
export async function refuseForeignParts({ em }: Acting, { computers }: Offer): Promise<void> {
  const parts = computers.flatMap(({ id: computerId, storages, erasures }) =>
    [...storages, ...erasures].map(({ id }) => ({ id, computerId })),
  );
  const foreign = await em.execute<{ label: string }[]>(FOREIGN, [JSON.stringify(parts)]);
  if (foreign.length > 0) throw alreadyHere(foreign.map(({ label }) => label));
}

const FOREIGN = `
  select distinct c.label from jsonb_to_recordset(?::jsonb) as part (id text, "computerId" text)
    join (select id, computer_id from storage union all select id, computer_id from erasure) here using (id)
    join computer c on c.id = here.computer_id
   where here.computer_id <> part."computerId" order by c.label`;

interface Origin {
  association: string;
  on: string;
  commune: string;
}

/** Storages, proofs and milestones; the other association answers for the operators, so it stands in their place. */
async function keepPast({ em, newId }: Acting, labelled: readonly Labelled[], origin: Origin): Promise<void> {
  const { association, on, commune } = origin;
  const flat = <Part extends object>(part: (one: Labelled) => Part[]) =>
    JSON.stringify(labelled.flatMap((one) => part(one).map((each) => ({ ...each, computerId: one.id }))));
  await em.execute(KEEP_STORAGES, [flat(({ storages }) => storages)]);
  await em.execute(KEEP_ERASURES, [association, flat(({ erasures }) => erasures)]);
  await em.execute(KEEP_MILESTONES, [commune, flat(({ milestones }) => milestones)]);
  const worn = JSON.stringify(labelled.map(({ id, labelHere }) => ({ id, label: labelHere })));
  await em.execute(TAKE_OFF_LABELS, [on, worn]);
  await em.execute(PUT_LABELS_ON_AGAIN, [worn]);
  await em.execute(KEEP_NAMES, [on, association, flat((one) => namesOf(one, newId))]);
}

const namesOf = (one: Labelled, newId: (prefix: string) => string) => {
  const tag = one.assetTag ?? (one.labelHere === one.label ? null : one.label);
  const names = [
    ['LABEL', one.labelHere],
    ['SERIAL', one.serial],
    ['ASSET_TAG', tag],
  ] as const;
  return names.flatMap(([kind, value]) => (value ? [{ id: newId('alias'), kind, value }] : []));
};

const KEEP_STORAGES = `
  insert into storage (id, computer_id, kind, serial, capacity_gb, declared_on, erased_on, is_destruction_due, gone_on, fate)
  select id, "computerId", kind, serial, "capacityGb", "declaredOn", "erasedOn", "isDestructionDue", "goneOn", fate
    from jsonb_to_recordset(?::jsonb) as one (id text, "computerId" text, kind text, serial text, "capacityGb" int,
      "declaredOn" date, "erasedOn" date, "isDestructionDue" boolean, "goneOn" date, fate text)
  on conflict (id) do update set erased_on = excluded.erased_on, is_destruction_due = excluded.is_destruction_due,
    gone_on = excluded.gone_on, fate = excluded.fate
    where storage.computer_id = excluded.computer_id`;
const KEEP_ERASURES = `
  insert into erasure (id, computer_id, storage_id, method, standard, tool, is_success, storage_serial, certificate_digest,
                       performed_on, operator)
  select id, "computerId", "storageId", method, standard, tool, "isSuccess", "storageSerial", "certificateDigest",
         "performedOn", ?
    from jsonb_to_recordset(?::jsonb) as one (id text, "computerId" text, "storageId" text, method text, standard text,
      tool text, "isSuccess" boolean, "storageSerial" text, "certificateDigest" text, "performedOn" date)
  on conflict (id) do nothing`;
const KEEP_MILESTONES = `
  insert into milestone (computer_id, kind, reached_on, commune, is_counted)
  select "computerId", kind, "reachedOn", ?, false
    from jsonb_to_recordset(?::jsonb) as one ("computerId" text, kind text, "reachedOn" date)
  on conflict do nothing`;
// A machine that was here before may come back under another label, even one that it wore once.
const WORN =
  "from jsonb_to_recordset(?::jsonb) as worn (id text, label text) where kind = 'LABEL' and computer_id = worn.id";
const TAKE_OFF_LABELS = `
  update alias set retired_on = greatest(?::date, since) ${WORN} and retired_on is null and lower(value) <> lower(worn.label)`;
const PUT_LABELS_ON_AGAIN = `update alias set retired_on = null ${WORN} and lower(value) = lower(worn.label)`;
// It has its other names already.
const KEEP_NAMES = `
  insert into alias (id, computer_id, kind, value, since, added_by)
  select id, "computerId", kind, value, ?::date, ?
    from jsonb_to_recordset(?::jsonb) as one (id text, "computerId" text, kind text, value text)
   where not exists (select from alias a where a.computer_id = "computerId" and a.kind = one.kind
                      and lower(a.value) = lower(one.value))`;
