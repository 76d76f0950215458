import type { EntityManager } from '@mikro-orm/postgresql';
import type { DraftLine, ImportKind, Outcome } from '../../kit/import/import-kind.ts';
import { digestOf, keepOrigins, originsOf } from '../../kit/import/origin.ts';
import { made, refusalOf, takeOne } from '../../kit/import/take-one.ts';
import { changedSince } from '../../kit/import/take-lines.ts';
import { Refusal, type UserError } from '../../kit/refusal.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { RegisterHousehold, RegisterHouseholdInput } from '../household/register-household.ts';
import { ApproveLoan, ApproveLoanInput } from '../loan/approve-loan.ts';
import { HandOverComputer, HandOverComputerInput } from '../loan/hand-over-computer.ts';
import { RequestLoan, RequestLoanInput } from '../loan/request-loan.ts';
import { SignLoan, SignLoanInput } from '../loan/sign-loan.ts';
import { PersonInput } from '../person/person.input.ts';
import { HOUSEHOLD_COLUMNS, readHouseholdLine, type HouseholdLineDraft, type LoanDraft } from './household-sheet.ts';

type Line = DraftLine<HouseholdLineDraft>;

/** Households and their loans, from the association's own sheet. */
export const householdImport: ImportKind<HouseholdLineDraft> = {
  verb: 'importHouseholds',
  columns: HOUSEHOLD_COLUMNS,
  batchSize: 50,
  read: readHouseholdLine,
  keyOf: ({ reference, loan }) => (loan ? `loan ${loan.reference}` : `line ${reference}`),
  take: async (context, _settings, lines) => {
    const outcomes: Outcome[] = [];
    for (const line of lines) outcomes.push(await takeOne(context, (inside, em) => takeLine(inside, em, line)));
    return outcomes;
  },
  finish: handOver,
};

async function takeLine(context: ServiceContext, em: EntityManager, line: Line): Promise<Outcome> {
  const { id: householdId, isNew } = await householdOf(context, em, line);
  const { loan } = line.draft;
  if (!loan) return { status: isNew ? 'CREATED' : 'SKIPPED', objectId: householdId };
  const objectId = await takeLoan(context, loan, householdId, line.idempotencyKey);
  return { status: 'CREATED', objectId, isUnfinished: loan.handedOverOn !== null };
}

/** The household of a reference: registered by this line, or by one before it that said the same. */
async function householdOf(
  context: ServiceContext,
  em: EntityManager,
  line: Line,
): Promise<{ id: string; isNew: boolean }> {
  const { reference, household } = line.draft;
  const key = `household ${reference}`;
  const known = (await originsOf(em, householdImport.verb, [key])).get(key);
  if (known && household && known.digest !== digestOf(household)) throw changedSince(known.objectId);
  if (known) return { id: known.objectId, isNew: false };
  if (!household) throw unknownHousehold(reference);
  const { commune, size, quotientBand, quotientBandUntil, registeredOn: on, person } = household;
  const people = person ? [Object.assign(new PersonInput(), person)] : [];
  const input = { commune, size, quotientBand, quotientBandUntil, on, people };
  const idempotencyKey = `${line.idempotencyKey}:household`;
  const registered = await step(
    'registeredOn',
    new RegisterHousehold().registerHousehold(
      Object.assign(new RegisterHouseholdInput(), { ...input, idempotencyKey }),
      context,
    ),
  );
  const objectId = registered.household!.id;
  await keepOrigins(em, householdImport.verb, [{ key, objectId, digest: digestOf(household) }]);
  return { id: objectId, isNew: true };
}

/** Kept with a loan that is granted before others on the waiting list: the paper had decided. */
const OUT_OF_TURN = "Repris d'un registre antérieur.";

async function takeLoan(
  context: ServiceContext,
  { requestedOn, approvedOn, signedOn, programmeId }: LoanDraft,
  householdId: string,
  key: string,
): Promise<string> {
  const request = { householdId, programmeId, on: requestedOn, idempotencyKey: `${key}:requested` };
  const requested = await step(
    'requestedOn',
    new RequestLoan().requestLoan(Object.assign(new RequestLoanInput(), request), context),
  );
  const loanId = requested.loan!.id;
  if (approvedOn) {
    const approval = { loanId, on: approvedOn, outOfTurnReason: OUT_OF_TURN, idempotencyKey: `${key}:approved` };
    await step('approvedOn', new ApproveLoan().approveLoan(Object.assign(new ApproveLoanInput(), approval), context));
  }
  if (signedOn) {
    const signature = { loanId, on: signedOn, idempotencyKey: `${key}:signed` };
    await step('signedOn', new SignLoan().signLoan(Object.assign(new SignLoanInput(), signature), context));
  }
  return loanId;
}

/** One step of a line: what a verb calls its day, or its household, has a column of its own. */
async function step<Answer extends { userErrors: readonly UserError[] }>(
  column: string,
  answer: Promise<Answer>,
): Promise<Answer> {
  try {
    return await made(answer);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const columns: Record<string, string> = { on: column, householdId: 'household' };
    throw new Refusal(error.code, columns[error.field ?? ''] ?? error.field, error.sentence);
  }
}

/** Crosses to the inventory once the loan is kept; what it refuses is told with the line, and the loan stays signed. */
async function handOver(context: ServiceContext, line: Line & { objectId: string }): Promise<Refusal | null> {
  const { handedOverOn: on, computerId } = line.draft.loan!;
  const input = { loanId: line.objectId, computerId, on, idempotencyKey: `${line.idempotencyKey}:handed-over` };
  const { userErrors } = await new HandOverComputer().handOverComputer(
    Object.assign(new HandOverComputerInput(), input),
    context,
  );
  return userErrors[0] ? refusalOf(userErrors[0]) : null;
}

const unknownHousehold = (reference: string): Refusal =>
  new Refusal('UNKNOWN_HOUSEHOLD', 'household', {
    en: `No line before this one says where household ${reference} lives; fill its commune in.`,
    fr: `Aucune ligne avant celle-ci ne dit où vit le foyer ${reference} ; remplissez sa commune.`,
  });
