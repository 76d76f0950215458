import type { ImpactScope } from '../../../packages/figures/read/impact-scope.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { associationById } from '../association/association.loaders.ts';
import type { Catalogue } from '../measure/catalogue.ts';
import { FIGURE_COLUMNS, figureLine, type FigureLine } from '../measure/line.ts';
import { programmeById } from '../programme/programme.loaders.ts';
import { isOther, wholeOf } from '../territory/territory.rules.ts';
import { territoryOf } from '../territory/territory.type.ts';
import type { AskFigures } from './ask-figures.ts';

/** A figure of an `Impact` as a table tells it, with what it is about. */
export interface ImpactLine extends FigureLine {
  /** Code of the territory. */
  place: string;
  territory: string;
  association: string;
  programme: string;
  period: string;
  map: string;
}

/** Headings, in French, of the columns. */
export const IMPACT_COLUMNS: Partial<Record<keyof ImpactLine, string>> = {
  place: 'code',
  territory: 'territoire',
  association: 'association',
  programme: 'programme',
  period: 'période',
  map: 'carte',
  ...FIGURE_COLUMNS,
};

const MAPS = { AT_EVENT: 'du jour de chaque fait', AT_PERIOD_END: 'de la fin de période', TODAY: 'd’aujourd’hui' };

/** So many scopes are asked about at once: a service answers them within a second. */
export const AT_ONCE = 50;

/**
 * The lines of every figure of some scopes, in their order: the figures that the graph answers, asked for in the same way.
 * `goOn` throws once nobody waits for them any more.
 */
export async function linesOfImpact(
  scopes: readonly ImpactScope[],
  { catalogue, askFigures, goOn }: { catalogue: Catalogue; askFigures: AskFigures; goOn: () => void },
  context: ServiceContext,
): Promise<ImpactLine[]> {
  const lines: ImpactLine[] = [];
  for (let first = 0; first < scopes.length; first += AT_ONCE) {
    goOn();
    const some = scopes.slice(first, first + AT_ONCE);
    const told = some.map(async (scope) => {
      const asked = catalogue.map(({ name }) => askFigures(context).load({ scope, measure: name }));
      const [about, figures] = await Promise.all([aboutOf(scope, context), Promise.all(asked)]);
      return figures.map(({ figure, asOf }) => ({ ...about, ...figureLine(figure, asOf) }));
    });
    for (const own of await Promise.all(told)) lines.push(...own);
  }
  return lines;
}

async function aboutOf({ territory, association, programme, period, geography }: ImpactScope, context: ServiceContext) {
  const [known, ran] = await Promise.all([
    association ? associationById(context).load(association) : null,
    programme ? programmeById(context).load(programme) : null,
  ]);
  return {
    place: territory ?? 'FR',
    territory: placeName(territory ?? 'FR'),
    association: known?.name ?? association ?? 'toutes',
    programme: ran?.name ?? programme ?? 'tous',
    period: period === 'ever' ? 'depuis le début' : period,
    map: MAPS[geography],
  };
}

function placeName(code: string): string {
  const name = territoryOf(wholeOf(code))?.name ?? code;
  return isOther(code) ? `${name} : autres lieux` : name;
}
