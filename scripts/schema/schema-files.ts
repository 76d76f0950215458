import { inventory } from '../../services/inventory/subgraph.ts';
import { printServiceSchema } from '../../services/kit/build-schema.ts';
import type { ServiceParts } from '../../services/kit/create-subgraph.ts';
import { measureCatalogue } from '../../services/kit/impact/measure/measure.ts';
import { lending } from '../../services/lending/subgraph.ts';
import { partners } from '../../services/partners/subgraph.ts';
import { training } from '../../services/training/subgraph.ts';
import { composeSchemaFiles } from './compose.ts';

const SERVICES: ServiceParts[] = [inventory, lending, training, partners];

/** Everything under `schema/`, made anew from the services' code: four SDLs, the supergraph, the catalogue of measures. */
export async function makeSchemaFiles(): Promise<Record<string, string>> {
  const sdls = await Promise.all(SERVICES.map(async (parts) => [parts.name, await printServiceSchema(parts)] as const));
  const catalogue = SERVICES.flatMap(({ name, measures, composites = [] }) => [
    ...measureCatalogue(name, measures),
    ...composites.map((measure) => Object.assign({}, measure, { service: name })),
  ]);
  return {
    ...composeSchemaFiles(Object.fromEntries(sdls) as Parameters<typeof composeSchemaFiles>[0]),
    'measures.json': `${JSON.stringify(catalogue, null, 2)}\n`,
  };
}
