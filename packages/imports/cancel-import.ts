import { notFound, Refusal } from '../platform/refusals/refusal.ts';
import type { ServiceContext } from '../platform/context/service-context.ts';
import { act, type Payload } from '../platform/verb/act.ts';
import type { CancelImportInput } from './import.payload.ts';
import type { ImportRun, ImportState } from './import-run.ts';
import { importById } from './read-imports.ts';

/** What every mutation that stops an import may refuse, for its description. */
export const CANCEL_REFUSALS = 'NOT_FOUND, IMPORT_ENDED';

/** Stops an import; what it took already stays, unless it was all or nothing. */
export async function cancelImport(
  context: ServiceContext,
  verb: string,
  startedBy: string,
  input: CancelImportInput,
): Promise<Payload<{ importRun: ImportRun }>> {
  const { importId: id } = input;
  const stopped = await act(context, verb, input, async ({ em, now, today, happened }) => {
    const [run] = await em.execute<{ state: ImportState }[]>(
      'select state from import_run where id = ? and verb = ? for update',
      [id, startedBy],
    );
    if (!run) throw notFound('importId', id);
    if (run.state !== 'WAITING' && run.state !== 'RUNNING') throw ended();
    await em.execute(
      `with left_over as (
         update import_line set status = 'REFUSED', draft = null, draft_key = null, code = 'CANCELLED', message_en = ?, message_fr = ?
         where run_id = ? and status = 'WAITING' returning number
       )
       update import_run set state = 'CANCELLED', finished_at = ?, created = taken.created, skipped = taken.skipped,
         refused = total - taken.created - taken.skipped
       from (
         select count(*) filter (where status = 'CREATED') as created, count(*) filter (where status = 'SKIPPED') as skipped
         from import_line where run_id = ?
       ) taken where id = ?`,
      [NOT_TAKEN.en, NOT_TAKEN.fr, id, now, id, id],
    );
    await happened({ noun: 'ImportRun', id, verb, on: today });
    return { id };
  });
  if (!stopped.id) return { userErrors: stopped.userErrors };
  const importRun = await importById(context).load(id);
  return { ...(importRun && { importRun }), userErrors: [] };
}

const NOT_TAKEN = {
  en: 'The import was cancelled before this line was taken; import the file again to take it.',
  fr: "L'import a été annulé avant cette ligne ; importez à nouveau le fichier pour la prendre.",
};

const ended = (): Refusal =>
  new Refusal('IMPORT_ENDED', 'importId', {
    en: 'This import has ended; look at its lines to see what became of them.',
    fr: 'Cet import est terminé ; voyez ses lignes pour savoir ce qui en est advenu.',
  });
