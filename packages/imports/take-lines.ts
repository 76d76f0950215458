import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '../platform/refusals/refusal.ts';
import type { ServiceContext } from '../platform/context/service-context.ts';
import type { DraftLine, ImportKind, Outcome } from './import-kind.ts';
import { digestOf, keepOrigins, originsOf, type Origin } from './origin.ts';
import { columnOf } from './start-import.ts';

/** An import that is being taken. */
export interface Running {
  id: string;
  verb: string;
  settings: object;
  columnNames: Record<string, string>;
  isDryRun: boolean;
  isAllOrNothing: boolean;
  /** Lines that were refused when the file was read. */
  refused: number;
}

/** A line that waits. */
export interface WaitingLine {
  number: number;
  draft: unknown;
  draftKey: string | null;
}

/** A line and what became of it. */
export interface TakenLine extends WaitingLine {
  outcome: Outcome;
}

/** The next lines that wait, after a number. */
export async function nextLines(em: EntityManager, run: Running, after: number, count: number): Promise<WaitingLine[]> {
  return em.execute<WaitingLine[]>(
    `select number, draft, draft_key as "draftKey" from import_line
     where run_id = ? and status = 'WAITING' and number > ? order by number limit ?`,
    [run.id, after, count],
  );
}

/**
 * Takes lines inside a transaction: those that were imported before, just as they are, are skipped; those that were
 * imported otherwise are refused; the kind takes the rest.
 */
export async function takeLines(
  em: EntityManager,
  context: ServiceContext,
  kind: ImportKind,
  run: Running,
  lines: readonly WaitingLine[],
): Promise<TakenLine[]> {
  const keys = lines.flatMap(({ draftKey }) => draftKey ?? []);
  const origins = await originsOf(em, run.verb, keys);
  const known = lines.map(({ draft, draftKey }) => knownAs(origins.get(draftKey ?? ''), draft));
  const open = lines.filter((_, index) => !known[index]);
  await context.owners.askAhead(open.flatMap(({ draft }) => kind.names?.(draft) ?? []));
  const outcomes = open.length === 0 ? [] : await kind.take(within(context, em), run.settings, open.map(asDraft(run)));
  const byLine = new Map(open.map(({ number }, index) => [number, outcomes[index]!]));
  const taken = lines.map((line, index) => ({ ...line, outcome: known[index] ?? byLine.get(line.number)! }));
  await keepOrigins(em, run.verb, taken.flatMap(originOf));
  return taken;
}

/** The verbs of this context write inside the transaction, so that it undoes them; nobody is told before it ends. */
const within = (context: ServiceContext, em: EntityManager): ServiceContext => ({
  ...context,
  database: { ...context.database, unitOfWork: () => em },
  changed: () => {},
});

/** A line as its kind takes it. */
export const asDraft =
  ({ id }: Running) =>
  ({ number, draft }: Pick<WaitingLine, 'number' | 'draft'>): DraftLine<unknown> => ({
    importId: id,
    number,
    draft,
    idempotencyKey: `${id}:${number}`,
  });

const originOf = ({ draft, draftKey: key, outcome }: TakenLine): Origin[] =>
  key === null || outcome.status === 'REFUSED' ? [] : [{ key, objectId: outcome.objectId, digest: digestOf(draft) }];

function knownAs(origin: Origin | undefined, draft: unknown): Outcome | null {
  if (!origin) return null;
  if (origin.digest === digestOf(draft)) return { status: 'SKIPPED', objectId: origin.objectId };
  return { status: 'REFUSED', refusal: changedSince(origin.objectId) };
}

/** Writes what became of lines, and counts them; `isKept` false when it was all undone. */
export async function keepOutcomes(
  em: EntityManager,
  run: Running,
  taken: readonly TakenLine[],
  isKept: boolean,
): Promise<void> {
  const rows = taken.map((line) => rowOf(line, run, isKept));
  const count = (...statuses: string[]): number => rows.filter(({ status }) => statuses.includes(status)).length;
  await em.execute(
    `update import_line set status = line.status, object_id = line.object_id, code = line.code,
       column_name = line.column_name, message_en = line.message_en, message_fr = line.message_fr,
       is_unfinished = line.is_unfinished, draft = case when line.is_unfinished then draft end, draft_key = null
     from jsonb_to_recordset(?::jsonb) as line (number int, status text, object_id text, is_unfinished boolean, code text,
       column_name text, message_en text, message_fr text)
     where run_id = ? and import_line.number = line.number`,
    [JSON.stringify(rows), run.id],
  );
  await em.execute(
    'update import_run set created = created + ?, skipped = skipped + ?, refused = refused + ? where id = ?',
    [count('CREATED', 'READY'), count('SKIPPED'), count('REFUSED'), run.id],
  );
}

function rowOf({ number, outcome }: TakenLine, { columnNames }: Running, isKept: boolean) {
  if (outcome.status === 'REFUSED') {
    const { refusal } = outcome;
    return { number, status: outcome.status, is_unfinished: false, ...explained(refusal, columnNames) };
  }
  const { objectId, isUnfinished = false } = outcome;
  const isReady = outcome.status === 'CREATED' && !isKept;
  return {
    number,
    status: isReady ? 'READY' : outcome.status,
    object_id: isReady ? null : objectId,
    is_unfinished: isUnfinished && isKept,
  };
}

/** The columns that say why. */
export const explained = (refusal: Refusal, columnNames: Record<string, string>) => ({
  code: refusal.code,
  column_name: columnOf(refusal, columnNames),
  message_en: refusal.sentence.en,
  message_fr: refusal.sentence.fr,
});

/** `CHANGED_SINCE_IMPORT`: an import adds, and corrects nothing. */
export const changedSince = (objectId: string): Refusal =>
  new Refusal('CHANGED_SINCE_IMPORT', null, {
    en: `This was imported before as ${objectId}, and the line said something else; correct it there, or take the line out.`,
    fr: `Ceci a déjà été importé (${objectId}), et la ligne disait autre chose ; corrigez-le là-bas, ou retirez la ligne.`,
  });
