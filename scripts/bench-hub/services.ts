import { countedMeasures, type CountedMeasure } from '../../packages/figures/measures/measure.ts';
import type { SubgraphName } from '../../packages/platform/peers/subgraph.ts';
import { measures as inventory } from '../../services/inventory/measures.ts';
import { measures as lending } from '../../services/lending/measures.ts';
import { measures as partners } from '../../services/partners/measures.ts';
import { measures as training } from '../../services/training/measures.ts';

/** What each service counts itself. */
export const MEASURES: Record<SubgraphName, CountedMeasure[]> = {
  inventory: countedMeasures(inventory),
  lending: countedMeasures(lending),
  training: countedMeasures(training),
  partners: countedMeasures(partners),
};
