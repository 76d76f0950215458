import type { EntityManager } from '@mikro-orm/postgresql';
import type { TaskList } from 'graphile-worker';
import { ownersThrough } from '../platform/peers/owners.ts';
import type { ServiceContext } from '../platform/context/service-context.ts';
import { inTransaction } from '../platform/verb/in-transaction.ts';
import type { Role } from '../platform/access/viewer.ts';
import type { ImportKind } from './import-kind.ts';
import type { ImportState } from './import-run.ts';
import { IMPORT_FILE } from './start-import.ts';
import { asDraft, explained, keepOutcomes, nextLines, takeLines, type Running, type TakenLine } from './take-lines.ts';

/** The durable jobs of a service that imports files of these kinds. */
export function importTasks(context: ServiceContext, kinds: readonly ImportKind[]): TaskList {
  return {
    [IMPORT_FILE]: async (payload) => {
      const { importId } = payload as { importId: string };
      await runImport(context, kinds, importId);
    },
  };
}

/**
 * Takes the lines of an import that wait. Safe to run again after a crash at any point: each batch is one transaction
 * with the outcomes of its lines, and an import that is all or nothing, or a dry run, is one transaction as a whole.
 */
export async function runImport(context: ServiceContext, kinds: readonly ImportKind[], id: string): Promise<void> {
  const begun = await begin(context, id);
  const kind = kinds.find(({ verb }) => verb === begun?.run.verb);
  if (!begun || !kind) return;
  const { run, requestedBy, requestedRoles } = begun;
  const viewer = { ...context.viewer, subject: requestedBy, roles: requestedRoles };
  const own = { ...context, viewer, owners: ownersThrough(context.callPeer) };
  if (begun.state === 'RUNNING') await (isUndoable(run) ? takeWhole : takeByBatch)(own, kind, run);
  await finishLines(own, kind, run);
  await inTransaction(own, (em) => end(em, context, run, 'DONE'));
}

const isUndoable = ({ isDryRun, isAllOrNothing }: Running): boolean => isDryRun || isAllOrNothing;

interface Begun {
  run: Running;
  state: ImportState;
  requestedBy: string;
  requestedRoles: Role[];
}

async function begin({ database }: ServiceContext, id: string): Promise<Begun | null> {
  await database.pool.query("update import_run set state = 'RUNNING' where id = $1 and state = 'WAITING'", [id]);
  const { rows } = await database.pool.query<Running & Omit<Begun, 'run'>>(
    `select id, verb, settings, column_names as "columnNames", is_dry_run as "isDryRun", state,
       is_all_or_nothing as "isAllOrNothing", requested_by as "requestedBy", requested_roles as "requestedRoles",
       (select count(*) from import_line where run_id = $1 and status = 'REFUSED') as refused
     from import_run where id = $1`,
    [id],
  );
  const [row] = rows;
  return row ? { run: row, state: row.state, requestedBy: row.requestedBy, requestedRoles: row.requestedRoles } : null;
}

/** Every batch is kept at once, so that progress shows and a crash loses nothing. */
async function takeByBatch(context: ServiceContext, kind: ImportKind, run: Running): Promise<void> {
  const takeBatch = (): Promise<boolean> =>
    inTransaction(context, async (em) => {
      if (!(await isRunning(em, run))) return false;
      const lines = await nextLines(em, run, 0, kind.batchSize);
      if (lines.length === 0) return false;
      await keepOutcomes(em, run, await takeLines(em, context, kind, run, lines), true);
      return true;
    });
  while (await takeBatch()) {
    context.changed();
    await finishLines(context, kind, run);
  }
}

/** Whoever cancels the import waits for the batch to end. */
async function isRunning(em: EntityManager, { id }: Running): Promise<boolean> {
  const [row] = await em.execute<{ state: ImportState }[]>('select state from import_run where id = ? for update', [
    id,
  ]);
  return row?.state === 'RUNNING';
}

/** Thrown to undo everything: the outcomes are then written in a transaction of their own. */
class Undone extends Error {
  constructor(readonly taken: readonly TakenLine[]) {
    super('undone');
  }
}

async function takeWhole(context: ServiceContext, kind: ImportKind, run: Running): Promise<void> {
  try {
    await inTransaction(context, async (em) => {
      const taken = await takeAll(em, context, kind, run);
      const isRefused = run.refused > 0 || taken.some(({ outcome }) => outcome.status === 'REFUSED');
      if (run.isDryRun || isRefused) throw new Undone(taken);
      if (!(await isRunning(em, run))) throw new Undone([]);
      await recount(em, run);
      await keepOutcomes(em, run, taken, true);
    });
    context.changed();
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    await inTransaction(context, async (em) => {
      if (!(await isRunning(em, run))) return;
      await recount(em, run);
      await keepOutcomes(em, run, error.taken, false);
      await end(em, context, run, run.isDryRun ? 'DONE' : 'REFUSED');
    });
  }
}

async function takeAll(em: EntityManager, context: ServiceContext, kind: ImportKind, run: Running) {
  const taken: TakenLine[] = [];
  for (;;) {
    const lines = await nextLines(em, run, taken.at(-1)?.number ?? 0, kind.batchSize);
    if (lines.length === 0) return taken;
    taken.push(...(await takeLines(em, context, kind, run, lines)));
    em.clear();
    if (!(await showProgress(context, run, taken))) throw new Undone([]);
  }
}

/** Outside of the transaction, whose changes nobody sees before it ends; false when the import was cancelled. */
async function showProgress({ database }: ServiceContext, run: Running, taken: readonly TakenLine[]): Promise<boolean> {
  const count = (status: string): number => taken.filter(({ outcome }) => outcome.status === status).length;
  const { rowCount } = await database.pool.query(
    "update import_run set created = $2, skipped = $3, refused = $4 where id = $1 and state = 'RUNNING'",
    [run.id, count('CREATED'), count('SKIPPED'), run.refused + count('REFUSED')],
  );
  return rowCount === 1;
}

/** Counts what the file alone decided, before the outcomes of all other lines are added. */
async function recount(em: EntityManager, { id, refused }: Running): Promise<void> {
  await em.execute('update import_run set created = 0, skipped = 0, refused = ? where id = ?', [refused, id]);
}

/** What remains to be done for lines that are kept, one by one. */
async function finishLines(context: ServiceContext, kind: ImportKind, run: Running): Promise<void> {
  const { rows } = await context.database.pool.query<{ number: number; draft: unknown; objectId: string }>(
    `select number, draft, object_id as "objectId" from import_line
     where run_id = $1 and is_unfinished order by number`,
    [run.id],
  );
  for (const line of rows) {
    const refusal = await kind.finish!(context, { ...asDraft(run)(line), objectId: line.objectId });
    const { code, column_name, message_en, message_fr } = { ...(refusal && explained(refusal, run.columnNames)) };
    await context.database.pool.query(
      `update import_line set is_unfinished = false, draft = null, code = $3, column_name = $4, message_en = $5,
         message_fr = $6 where run_id = $1 and number = $2`,
      [run.id, line.number, code, column_name, message_en, message_fr],
    );
  }
}

async function end(em: EntityManager, { clock }: ServiceContext, run: Running, state: ImportState): Promise<void> {
  await em.execute("update import_run set state = ?, finished_at = ? where id = ? and state = 'RUNNING'", [
    state,
    clock.now(),
    run.id,
  ]);
}
