import type { EntityManager } from '@mikro-orm/postgresql';
import { queueSchemaOf } from '../platform/database/database.ts';
import { Refusal } from '../platform/refusals/refusal.ts';
import type { ServiceContext } from '../platform/context/service-context.ts';
import { act, type Acting, type Payload } from '../platform/verb/act.ts';
import { operatingSeat } from '../platform/verb/operating-seat.ts';
import type { ImportFileInput } from './import-file.input.ts';
import type { ImportKind } from './import-kind.ts';
import type { ImportRun } from './import-run.ts';
import { importById } from './read-imports.ts';
import { readDrafts, type Drafts } from './read-drafts.ts';

/** The task of the job queue that takes the lines of an import. */
export const IMPORT_FILE = 'import_file';

/** What every mutation that starts an import may refuse, for its description. */
export const FILE_REFUSALS =
  'NOT_BASE64, EMPTY_FILE, NOT_A_TABLE, COLUMN_MISSING, COLUMN_TWICE, TOO_MANY_LINES, HUB_HAS_NO_OPERATIONS, INVALID_INPUT';

/**
 * Reads a file and keeps its lines; a durable job takes them, in their order, as whoever asked. `check` refuses what
 * concerns the whole file, such as where its lines belong.
 */
export async function startImport<Draft, Settings extends object>(
  context: ServiceContext,
  kind: ImportKind<Draft, Settings>,
  input: ImportFileInput,
  settings: Settings,
  check: (acting: Acting) => Promise<void> = async () => {},
): Promise<Payload<{ importRun: ImportRun }>> {
  const begun = await act(context, kind.verb, input, async (acting) => {
    operatingSeat(context);
    await check(acting);
    const drafts = readDrafts(kind, bytesOf(input.content));
    const id = acting.newId('import');
    await keepRun(acting, context, { id, verb: kind.verb, input, settings, drafts });
    await keepLines(acting.em, id, drafts);
    await takeLater(acting.em, context, id);
    const details = { total: drafts.lines.length, isDryRun: input.dryRun };
    await acting.happened({ noun: 'ImportRun', id, verb: kind.verb, on: acting.today, details });
    return { id };
  });
  if (!begun.id) return { userErrors: begun.userErrors };
  const importRun = await importById(context).load(begun.id);
  return { ...(importRun && { importRun }), userErrors: [] };
}

function bytesOf(content: string): Buffer {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') === content.replace(/=+$/, '')) return bytes;
  throw new Refusal('NOT_BASE64', 'content', {
    en: 'The content is not base64 (RFC 4648); encode the bytes of the file, without line breaks.',
    fr: "Le contenu n'est pas en base64 (RFC 4648) ; encodez les octets du fichier, sans saut de ligne.",
  });
}

interface NewRun {
  id: string;
  verb: string;
  input: ImportFileInput;
  settings: object;
  drafts: Drafts;
}

async function keepRun(
  { em, now, subject }: Acting,
  { viewer }: ServiceContext,
  { id, verb, input, settings, drafts }: NewRun,
): Promise<void> {
  const { digest, encoding, separator, ignoredColumns, columnNames, lines } = drafts;
  await em.execute(
    `insert into import_run (id, verb, file_name, digest, encoding, separator, ignored_columns, column_names, settings,
       is_dry_run, is_all_or_nothing, state, total, refused, requested_by, requested_roles, requested_at)
     values (?, ?, ?, ?, ?, ?, array(select jsonb_array_elements_text(?::jsonb)), ?::jsonb, ?::jsonb, ?, ?, 'WAITING', ?, ?, ?,
       array(select jsonb_array_elements_text(?::jsonb)), ?)`,
    [
      id,
      verb,
      input.fileName,
      digest,
      encoding,
      separator,
      JSON.stringify(ignoredColumns),
      JSON.stringify(columnNames),
      JSON.stringify(settings),
      input.dryRun,
      input.allOrNothing,
      lines.length,
      lines.filter(({ refusal }) => refusal).length,
      subject,
      JSON.stringify(viewer.roles),
      now,
    ],
  );
}

/** In one statement, whatever their number. */
async function keepLines(em: EntityManager, id: string, { lines, columnNames }: Drafts): Promise<void> {
  const rows = lines.map(({ number, last, draft, draftKey, refusal }) => ({
    number,
    last,
    draft,
    draft_key: refusal ? null : draftKey,
    status: refusal ? 'REFUSED' : 'WAITING',
    code: refusal?.code,
    column_name: columnOf(refusal, columnNames),
    message_en: refusal?.sentence.en,
    message_fr: refusal?.sentence.fr,
  }));
  await em.execute(
    `insert into import_line (run_id, number, last, draft, draft_key, status, code, column_name, message_en, message_fr)
     select ?, number, last, draft, draft_key, status, code, column_name, message_en, message_fr
     from jsonb_to_recordset(?::jsonb) as line (number int, last int, draft jsonb, draft_key text, status text, code text,
       column_name text, message_en text, message_fr text)`,
    [id, JSON.stringify(rows)],
  );
}

/** The column that a refusal is about, as the file names it. */
export function columnOf(refusal: Refusal | null, columnNames: Record<string, string>): string | null {
  const field = refusal?.field?.split('.').at(-1);
  return field === undefined ? null : (columnNames[field] ?? null);
}

/** One import at a time in each service: they would only wait for each other's locks. */
async function takeLater(em: EntityManager, { database }: ServiceContext, importId: string): Promise<void> {
  await em.execute(
    `select ${queueSchemaOf(database.service)}.add_job(?, ?::json, queue_name => 'imports', job_key => ?)`,
    [IMPORT_FILE, JSON.stringify({ importId }), importId],
  );
}
