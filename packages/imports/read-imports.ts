import { oneByKey } from '../platform/read/loader.ts';
import type { Connection } from '../platform/read/connection.ts';
import type { PageArgs } from '../platform/read/page-args.ts';
import { readPage } from '../platform/read/read-page.ts';
import type { ServiceContext } from '../platform/context/service-context.ts';
import type { ImportRun } from './import-run.ts';

/** The import of an id, or null. */
export const importById = oneByKey<ImportRun>('select * from import_run where id = any($1)', ({ id }) => id);

/** The imports that a verb began, oldest first. */
export const importsOf = (context: ServiceContext, verb: string, page: PageArgs): Promise<Connection<ImportRun>> =>
  readPage(context, page, 'select * from import_run where verb = $1', [verb]);
