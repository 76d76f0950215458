import { refuse, Refusal } from '../../kit/refusal.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import type { Acting } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { findLocked } from '../../kit/verb/find.ts';
import { operatingSeat } from '../../kit/verb/operating-seat.ts';
import { takeTurns } from '../../kit/verb/take-turns.ts';
import { Donation } from '../donation/donation.entity.ts';
import { whyNotOn, whyNotOpen } from '../donation/donation.rules.ts';
import { Computer } from './computer.entity.ts';
import { reach } from './milestone.ts';
import type { NewComputerInput } from './register-computer.ts';

/** Registers machines in a donation, all or none; `fieldOf` names the label of a line in the input. */
export async function registerAll(
  context: ServiceContext,
  { em, newId, today, happened }: Acting,
  input: { donationId: string; on?: string | null },
  lines: readonly NewComputerInput[],
  fieldOf: (index: number) => string,
): Promise<Computer[]> {
  const commune = operatingSeat(context);
  const donation = await findLocked(em, Donation, input.donationId, 'donationId');
  const on = businessDay(input.on, today);
  refuse(whyNotOpen(donation) ?? whyNotOn(donation, on));
  await refuseTakenLabels(em, lines, fieldOf);
  const computers = lines.map((line) => em.create(Computer, newComputer(newId('computer'), line, donation)));
  await em.flush();
  if (donation.pickedUpOn) {
    const reachedOn = donation.pickedUpOn;
    await reach(
      em,
      commune,
      computers.map(({ id }) => ({ computerId: id, kind: 'COLLECTED', reachedOn })),
    );
  }
  const details = { donationId: donation.id };
  await happened(...computers.map(({ id }) => ({ noun: 'Computer', id, verb: 'registerComputer', on, details })));
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
    serial: line.serial ?? null,
    assetTag: line.assetTag ?? null,
    brand: line.brand ?? null,
    model: line.model ?? null,
    processing: pickedUpOn ? ('COLLECTED' as const) : ('ANNOUNCED' as const),
    custody: pickedUpOn ? ('IN_STOCK' as const) : ('AT_DONOR' as const),
    isDestructionDue: false,
    movedOn: pickedUpOn ?? acceptedOn!,
  };
}

/** `LABEL_TAKEN`, by another machine or by another line. */
async function refuseTakenLabels(
  em: Acting['em'],
  lines: readonly NewComputerInput[],
  fieldOf: (index: number) => string,
): Promise<void> {
  await takeTurns(em, 'inventory', 'labels');
  const labels = lines.map(({ label }) => label.trim().toLowerCase());
  const known = await em.execute<{ label: string }[]>(
    `select lower(label) as label from computer where lower(label) in (${labels.map(() => '?').join(', ')})`,
    labels,
  );
  const taken = new Set(known.map(({ label }) => label));
  labels.forEach((label, index) => {
    if (taken.has(label)) throw labelTaken(fieldOf(index), label);
    taken.add(label);
  });
}

const labelTaken = (field: string, label: string): Refusal =>
  new Refusal('LABEL_TAKEN', field, {
    en: `Another machine is labelled "${label}"; write another label on this one.`,
    fr: `Une autre machine porte l'étiquette « ${label} » ; mettez-en une autre sur celle-ci.`,
  });
