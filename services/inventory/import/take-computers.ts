import type { EntityManager } from '@mikro-orm/postgresql';
import type { DraftLine, ImportKind, Outcome } from '../../../packages/imports/import-kind.ts';
import { refusalOf } from '../../../packages/imports/take-one.ts';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { NewComputerInput, RegisterComputer, RegisterComputersInput } from '../computer/register-computer.ts';
import { COMPUTER_COLUMNS, readComputer, type ComputerDraft } from './computer-sheet.ts';

interface Settings {
  donationId: string;
}

type Line = DraftLine<ComputerDraft>;

/** Machines of one donation, from the export of another tool. */
export const computerImport: ImportKind<ComputerDraft, Settings> = {
  verb: 'importComputers',
  columns: COMPUTER_COLUMNS,
  batchSize: 250,
  read: readComputer,
  keyOf: ({ label }) => label.toLowerCase(),
  take: async (context, settings, lines) => {
    const outcomes = await alreadyThere(context, lines);
    const open = lines.filter(({ number }) => !outcomes.has(number));
    await registerAll(context, settings, open, outcomes);
    await keepTheirPast(context, open, outcomes);
    return lines.map(({ number }) => outcomes.get(number)!);
  },
};

interface Known {
  id: string;
  label: string;
  kind: string;
  serial: string | null;
  brand: string | null;
  model: string | null;
}

const SAME: readonly (keyof Known & keyof ComputerDraft)[] = ['kind', 'serial', 'brand', 'model'];

/** Machines that wear the labels already: the same ones are skipped, other ones keep their label. */
async function alreadyThere(context: ServiceContext, lines: readonly Line[]): Promise<Map<number, Outcome>> {
  const em: EntityManager = context.database.unitOfWork(context.viewer);
  const known = await em.execute<Known[]>(
    `select id, lower(label) as label, kind, serial, brand, model from computer
     where custody <> 'STRUCK_OUT' and lower(label) in (select jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(lines.map(({ draft }) => draft.label.toLowerCase()))],
  );
  const byLabel = new Map(known.map((computer) => [computer.label, computer]));
  return new Map(
    lines.flatMap(({ number, draft }) => {
      const computer = byLabel.get(draft.label.toLowerCase());
      return computer ? [[number, asKnown(computer, draft)]] : [];
    }),
  );
}

function asKnown(computer: Known, draft: ComputerDraft): Outcome {
  const isSame = SAME.every((field) => computer[field] === draft[field]);
  return isSame
    ? { status: 'SKIPPED', objectId: computer.id }
    : { status: 'REFUSED', refusal: labelTaken(computer.id) };
}

/** Registers machines in one step; a line that is refused is taken out, and the others are sent again. */
async function registerAll(
  context: ServiceContext,
  { donationId }: Settings,
  lines: readonly Line[],
  outcomes: Map<number, Outcome>,
): Promise<void> {
  if (lines.length === 0) return;
  const input = Object.assign(new RegisterComputersInput(), {
    donationId,
    computers: lines.map(({ draft }) => asInput(draft)),
    idempotencyKey: `${lines[0]!.idempotencyKey}:${lines.length}`,
  });
  const { computers, userErrors } = await new RegisterComputer().registerComputers(input, context);
  if (computers) {
    lines.forEach(({ number }, i) => outcomes.set(number, { status: 'CREATED', objectId: computers[i]!.id }));
    return;
  }
  const refusal = refusalOf(userErrors[0]!);
  const [list, index] = userErrors[0]!.field ?? [];
  const atFault = list === 'computers' ? [lines[Number(index)]!] : lines;
  for (const { number } of atFault) outcomes.set(number, { status: 'REFUSED', refusal });
  await registerAll(
    context,
    { donationId },
    lines.filter((line) => !atFault.includes(line)),
    outcomes,
  );
}

function asInput({ label, kind, serial, assetTag, brand, model }: ComputerDraft): NewComputerInput {
  return Object.assign(new NewComputerInput(), { label, kind, serial, assetTag, brand, model });
}

/** What the former tool knew, in the history of each machine. */
async function keepTheirPast(
  context: ServiceContext,
  lines: readonly Line[],
  outcomes: ReadonlyMap<number, Outcome>,
): Promise<void> {
  await act(context, computerImport.verb, {}, async ({ happened, today: on }) => {
    const happenings = lines.flatMap(({ importId, number, draft: { purchasedOn, formerStatus } }) => {
      const outcome = outcomes.get(number)!;
      const details = { importId, line: number, purchasedOn, formerStatus };
      return outcome.status === 'CREATED'
        ? [{ noun: 'Computer', id: outcome.objectId, verb: computerImport.verb, on, details }]
        : [];
    });
    await happened(...happenings);
    return {};
  });
}

const labelTaken = (id: string): Refusal =>
  new Refusal('LABEL_TAKEN', 'label', {
    en: `Another machine wears this label (${id}); write another label on this one, or correct the line so that it is the same.`,
    fr: `Une autre machine porte cette étiquette (${id}) ; mettez-en une autre sur celle-ci, ou corrigez la ligne si c'est la même.`,
  });
