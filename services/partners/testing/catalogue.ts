import type { MeasureKind, Protection, Unit } from '../../../packages/figures/measures/measure.ts';
import { describeMeasure } from '../../../packages/figures/measures/measure.ts';
import type { SubgraphName } from '../../../packages/platform/peers/subgraph.ts';
import type { Catalogue, CataloguedMeasure } from '../measure/catalogue.ts';
import { composites, measures } from '../measures.ts';

/** A measure of another service, as its catalogue describes it. */
function ofPeer(
  service: SubgraphName,
  name: string,
  labelFr: string,
  means: { unit: Unit; kind: MeasureKind; protects: Protection | null },
): CataloguedMeasure {
  const definition = `What ${name} counts.`;
  const definitionFr = `Ce que compte « ${labelFr} ».`;
  return {
    service,
    name,
    label: name,
    labelFr,
    definition,
    definitionFr,
    since: '2007-01-01',
    source: 'Essai',
    ...means,
  };
}

const HOUSEHOLDS = { unit: 'HOUSEHOLD', kind: 'DISTINCT', protects: 'PERSON' } as const;

/** A small catalogue: one figure of each other service, and all of this one. */
export const A_CATALOGUE: Catalogue = [
  ofPeer('inventory', 'computersRefurbished', 'Ordinateurs reconditionnés', {
    unit: 'COMPUTER',
    kind: 'ADDITIVE',
    protects: null,
  }),
  ofPeer('lending', 'familiesEquipped', 'Familles équipées', HOUSEHOLDS),
  ofPeer('training', 'supportHours', "Heures d'accompagnement", { unit: 'HOUR', kind: 'ADDITIVE', protects: null }),
  ...measures
    .filter(({ inaccessible }) => !inaccessible)
    .map((measure) => ({ ...describeMeasure(measure), service: 'partners' as const })),
  ...Object.values(composites).map((measure) => ({ ...measure, service: 'partners' as const })),
];
