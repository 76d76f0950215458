import type { EntityManager } from '@mikro-orm/postgresql';
import type { DraftLine, ImportKind, Outcome } from '../../../packages/imports/import-kind.ts';
import { digestOf, keepOrigins, originsOf } from '../../../packages/imports/origin.ts';
import { made, takeOne } from '../../../packages/imports/take-one.ts';
import { changedSince } from '../../../packages/imports/take-lines.ts';
import type { Named, Noun } from '../../../packages/platform/peers/noun.ts';
import { Refusal, type UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { RegisterHousehold, RegisterHouseholdInput } from '../household/register-household.ts';
import { ApproveLoanInput, grant } from '../loan/approve-loan.ts';
import { RequestLoan, RequestLoanInput } from '../loan/request-loan.ts';
import { SignLoan, SignLoanInput } from '../loan/sign-loan.ts';
import { PersonInput } from '../person/person.input.ts';
import { followLoan } from './follow-loan.ts';
import {
  HOUSEHOLD_COLUMNS,
  readHouseholdLine,
  type HouseholdLineDraft,
  type OrganisationDraft,
} from './household-sheet.ts';
import type { LoanDraft } from './loan-sheet.ts';
import { unquoted, unquoting } from './unquoted.ts';

type Line = DraftLine<HouseholdLineDraft>;

/** Households, their loans and those of organisations, from the association's own sheet. */
export const householdImport: ImportKind<HouseholdLineDraft> = {
  verb: 'importHouseholds',
  columns: HOUSEHOLD_COLUMNS,
  batchSize: 50,
  read: (cells) => unquoting(() => readHouseholdLine(cells)),
  keyOf: ({ reference, loan }) => (loan ? `loan ${loan.reference}` : `line ${reference}`),
  names: ({ loan, organisation }) => (loan ? namesOf(loan, organisation) : []),
  take: async (context, _settings, lines) => {
    const outcomes: Outcome[] = [];
    for (const line of lines) outcomes.push(await takeOne(context, (inside, em) => takeLine(inside, em, line)));
    return outcomes;
  },
  finish: followLoan,
};

/** What `requestLoan` will be told of other services. */
function namesOf({ programmeId, requestedOn: on }: LoanDraft, organisation?: OrganisationDraft): Named[] {
  const named = (noun: Noun, id: string): Named => ({ noun, id, from: on, to: on });
  return [
    ...(programmeId ? [named('programme', programmeId)] : []),
    ...(organisation ? [named('organisation', organisation.organisationId)] : []),
  ];
}

async function takeLine(context: ServiceContext, em: EntityManager, line: Line): Promise<Outcome> {
  const { loan, organisation } = line.draft;
  if (loan && organisation) return takeLoan(context, loan, organisation, line.idempotencyKey);
  const { id: householdId, isNew } = await householdOf(context, em, line);
  if (!loan) return { status: isNew ? 'CREATED' : 'SKIPPED', objectId: householdId };
  return takeLoan(context, loan, { householdId }, line.idempotencyKey);
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
  if (!household) throw unknownHousehold();
  const { commune, size, quotientBand, quotientBandUntil, registeredOn: on, person } = household;
  const people = person ? [Object.assign(new PersonInput(), person)] : [];
  const input = { commune, size, quotientBand, quotientBandUntil, on, people };
  // Kept with the line or undone with it, so that it needs no key; one of its number would lead to the loan of the line.
  const idempotencyKey = context.newId('step');
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

/** Kept with a loan that is granted before others on the waiting list, or to whom nobody assessed here: the paper had decided. */
const ON_PAPER = "Repris d'un registre antérieur.";

async function takeLoan(
  context: ServiceContext,
  { requestedOn, approvedOn, signedOn, handedOverOn, programmeId }: LoanDraft,
  borrower: Pick<RequestLoanInput, 'householdId' | 'organisationId' | 'commune'>,
  key: string,
): Promise<Outcome> {
  const request = { ...borrower, programmeId, on: requestedOn, idempotencyKey: `${key}:requested` };
  const requested = await step(
    'requestedOn',
    new RequestLoan().requestLoan(Object.assign(new RequestLoanInput(), request), context),
  );
  const loanId = requested.loan!.id;
  if (approvedOn) {
    const reasons = { outOfTurnReason: ON_PAPER, overrideReason: ON_PAPER };
    const approval = { loanId, on: approvedOn, ...reasons, idempotencyKey: `${key}:approved` };
    await step('approvedOn', grant(context, Object.assign(new ApproveLoanInput(), approval)));
  }
  if (signedOn) {
    const signature = { loanId, on: signedOn, idempotencyKey: `${key}:signed` };
    await step('signedOn', new SignLoan().signLoan(Object.assign(new SignLoanInput(), signature), context));
  }
  return { status: 'CREATED', objectId: loanId, isUnfinished: handedOverOn !== null };
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
    throw new Refusal(error.code, columns[error.field ?? ''] ?? error.field, unquoted(error).sentence);
  }
}

const unknownHousehold = (): Refusal =>
  new Refusal('UNKNOWN_HOUSEHOLD', 'household', {
    en: 'No line before this one says where the household of this reference lives; fill its commune in.',
    fr: 'Aucune ligne avant celle-ci ne dit où vit le foyer de cette référence ; remplissez sa commune.',
  });
