import { inventory } from '../../services/inventory/subgraph.ts';
import { printServiceSchema } from '../../packages/platform/schema/build-schema.ts';
import type { ServiceParts } from '../../packages/platform/service/create-subgraph.ts';
import { measureCatalogue } from '../../packages/figures/measures/measure.ts';
import { SUBGRAPH_NAMES } from '../../packages/platform/peers/subgraph.ts';
import { measures as inventoryMeasures } from '../../services/inventory/measures.ts';
import { measures as lendingMeasures } from '../../services/lending/measures.ts';
import { composites, measures as partnersMeasures } from '../../services/partners/measures.ts';
import { measures as trainingMeasures } from '../../services/training/measures.ts';
import { lending } from '../../services/lending/subgraph.ts';
import { partners } from '../../services/partners/subgraph.ts';
import { training } from '../../services/training/subgraph.ts';
import { composeSchemaFiles } from './compose.ts';

const SERVICES: ServiceParts[] = [inventory, lending, training, partners];
const MEASURES = {
  inventory: inventoryMeasures,
  lending: lendingMeasures,
  training: trainingMeasures,
  partners: partnersMeasures,
} as const;

/** Everything under `schema/`, made anew from the services' code: four SDLs, the supergraph, the catalogue of measures. */
export async function makeSchemaFiles(): Promise<Record<string, string>> {
  const sdls = await Promise.all(SERVICES.map(async (parts) => [parts.name, await printServiceSchema(parts)] as const));
  const counted = SUBGRAPH_NAMES.flatMap((name) => measureCatalogue(name, MEASURES[name]));
  const composed = Object.values(composites).map((measure) => Object.assign({}, measure, { service: 'partners' }));
  return {
    ...composeSchemaFiles(Object.fromEntries(sdls) as Parameters<typeof composeSchemaFiles>[0]),
    'measures.json': `${JSON.stringify([...counted, ...composed], null, 2)}\n`,
  };
}
