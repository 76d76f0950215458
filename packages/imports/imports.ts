import 'reflect-metadata';
import type { ServicePart } from '../platform/service/service-part.ts';
import { forgettingLines } from './forget-lines.ts';
import type { ImportKind } from './import-kind.ts';
import { ImportLineFields, ImportRunFields } from './import-run.fields.ts';
import { importTasks } from './run-import.ts';

/** What a service needs to take in files of some kinds. */
export const imports = (...kinds: readonly ImportKind[]): ServicePart => ({
  resolvers: [ImportRunFields, ImportLineFields],
  jobs: (context) => {
    const forgetting = forgettingLines(context);
    return { ...forgetting, tasks: { ...importTasks(context, kinds), ...forgetting.tasks } };
  },
});
