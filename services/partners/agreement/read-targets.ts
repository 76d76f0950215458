import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import { atLine } from '../../../packages/platform/verb/at-line.ts';
import { knownTerritory } from '../known-territory.ts';
import type { Agreement } from './agreement.entity.ts';
import type { TargetInput } from './target.input.ts';
import { whyNotTarget, whyNotTogether, type AimedAt } from './target.rules.ts';

/**
 * Targets as a client wrote them. Refuses, naming the line: `UNKNOWN_INDICATOR`, `UNKNOWN_TERRITORY`,
 * `TARGET_OUTSIDE_THE_AGREEMENT`, `NO_PROGRAMME`, `TARGET_TWICE`.
 */
export function readTargets(
  inputs: readonly TargetInput[],
  terms: Pick<Agreement, 'startsOn' | 'endsOn' | 'programmeId'>,
  indicators: ReadonlySet<string>,
): AimedAt[] {
  const targets = inputs.map(({ indicator, value, period, territory, inProgramme }, index) =>
    atLine('targets', index, () => {
      const code = knownTerritory(territory ?? 'FR', 'territory');
      const target = { indicator, value, period, territory: code, inProgramme };
      refuse(whyNotTarget(target, terms, indicators));
      return target;
    }),
  );
  refuse(whyNotTogether(targets));
  return targets;
}
