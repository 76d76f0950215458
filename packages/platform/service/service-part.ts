import type { JobSettings } from '../jobs/job-settings.ts';
import type { Jobs } from '../jobs/start-jobs.ts';
import type { ReadAtScrape } from '../metrics/read-at-scrape.ts';
import type { SchemaParts } from '../schema/build-schema.ts';
import type { ServiceContext } from '../context/service-context.ts';

/** What a package adds to the services that are made with it: figures, imports. */
export interface ServicePart extends Partial<Omit<SchemaParts, 'name' | 'parts'>> {
  /** The jobs it adds to the service's queue, in the context of the service itself. */
  jobs?(context: ServiceContext, settings: JobSettings): Jobs | Promise<Jobs>;
  /** What it reads from the service's database whenever its metrics are. */
  readAtScrape?: readonly ReadAtScrape[];
}
