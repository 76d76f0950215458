import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { takenLabels } from '../alias/alias.loaders.ts';
import { labelTaken, serialOrNone } from '../alias/alias.rules.ts';
import { nameAll } from '../alias/name.ts';
import { Donation } from '../donation/donation.entity.ts';
import { whyNotOn, whyNotOpen } from '../donation/donation.rules.ts';
import { declareStorage } from '../storage/storage.payload.ts';
import { whyNotAddable } from '../storage/storage.rules.ts';
import { Computer } from './computer.entity.ts';
import { reach } from './milestone.ts';
import type { NewComputerInput } from './register-computer.ts';
import { became } from './standing.rules.ts';

/** Registers machines in a donation, all or none; `fieldOf` names a field of a line as the input does. */
export async function registerAll(
  context: ServiceContext,
  acting: Acting,
  input: { donationId: string; on?: string | null },
  lines: readonly NewComputerInput[],
  fieldOf: (field: string, index: number) => string,
): Promise<Computer[]> {
  const { em, newId, today, happened } = acting;
  const commune = operatingSeat(context);
  const donation = await findLocked(em, Donation, input.donationId, 'donationId');
  const on = businessDay(input.on, today);
  refuse(whyNotOpen(donation) ?? whyNotOn(donation, on));
  await refuseTakenLabels(em, lines, fieldOf);
  refuseTwins(lines, fieldOf);
  const computers = lines.map((line) => em.create(Computer, newComputer(newId('computer'), line, donation)));
  await em.flush();
  computers.forEach((computer, index) => {
    nameAll(acting, computer);
    declareAll(acting, computer, lines[index]!);
  });
  if (donation.pickedUpOn) {
    const reachedOn = donation.pickedUpOn;
    await reach(
      em,
      commune,
      computers.map(({ id }) => ({ computerId: id, kind: 'COLLECTED', reachedOn })),
    );
  }
  await happened(
    ...computers.map((computer) => {
      const details = { donationId: donation.id, since: computer.movedOn, ...became({}, computer) };
      return { noun: 'Computer', id: computer.id, verb: 'registerComputer', on, details };
    }),
  );
  return computers;
}

function newComputer(id: string, line: NewComputerInput, donation: Donation) {
  const { acceptedOn, pickedUpOn } = donation;
  return {
    id,
    donationId: donation.id,
    donorId: donation.donorId,
    label: line.label.trim(),
    kind: line.kind,
    serial: serialOrNone(line.serial),
    assetTag: line.assetTag?.trim() || null,
    brand: line.brand ?? null,
    model: line.model ?? null,
    processing: pickedUpOn ? ('COLLECTED' as const) : ('ANNOUNCED' as const),
    custody: pickedUpOn ? ('IN_STOCK' as const) : ('AT_DONOR' as const),
    movedOn: pickedUpOn ?? acceptedOn!,
  };
}

function declareAll(acting: Acting, { id, movedOn }: Computer, { storages }: NewComputerInput): void {
  for (const storage of storages ?? []) declareStorage(acting, id, storage, movedOn);
}

/** `STORAGE_KNOWN`, when two storages of a machine have one serial number. */
function refuseTwins(lines: readonly NewComputerInput[], fieldOf: (field: string, index: number) => string): void {
  lines.forEach(({ storages }, index) =>
    storages?.forEach((storage, at) =>
      refuse(whyNotAddable(storage, storages.slice(0, at), fieldOf(`storages.${at}.serial`, index))),
    ),
  );
}

/** `LABEL_TAKEN`, by another machine or by another line. */
async function refuseTakenLabels(
  em: Acting['em'],
  lines: readonly NewComputerInput[],
  fieldOf: (field: string, index: number) => string,
): Promise<void> {
  await takeTurns(em, 'inventory', 'labels');
  const labels = lines.map(({ label }) => label.trim().toLowerCase());
  const taken = await takenLabels(em, labels);
  labels.forEach((label, index) => {
    if (taken.has(label)) throw labelTaken(fieldOf('label', index), label);
    taken.add(label);
  });
}
