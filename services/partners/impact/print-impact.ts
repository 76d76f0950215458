import { Arg, Ctx, FieldResolver, registerEnumType, Resolver, Root, type ClassType } from 'type-graphql';
import { badInput } from '../../../packages/platform/refusals/bad-input.ts';
import { countDocument } from '../../../packages/platform/documents/count-document.ts';
import { File, fileOf } from '../../../packages/platform/documents/file.ts';
import { takeTurn } from '../../../packages/platform/documents/take-turn.ts';
import type { ImpactScope } from '../../../packages/figures/read/impact-scope.ts';
import type { ImpactRoot } from '../../../packages/figures/read/impact-resolver.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { frenchCsv } from '../french-csv.ts';
import type { Catalogue } from '../measure/catalogue.ts';
import type { AskFigures } from './ask-figures.ts';
import { AT_ONCE, IMPACT_COLUMNS, linesOfImpact } from './impact-lines.ts';
import { Impact } from './impact-part.ts';
import { otherPlaces, partsByAssociation, partsByProgramme, partsByTerritory, partsOver } from './parts.ts';

export const FigureFormat = { CSV: 'CSV' } as const;
export type FigureFormat = keyof typeof FigureFormat;
registerEnumType(FigureFormat, {
  name: 'FigureFormat',
  description: 'How figures are written to a file.',
  valuesConfig: {
    CSV: {
      description: 'In French, for a spreadsheet: UTF-8 with a byte-order mark, semicolons, decimal commas, CR LF.',
    },
  },
});

export const ImpactParts = {
  WHOLE: 'WHOLE',
  BY_REGION: 'BY_REGION',
  BY_DEPARTMENT: 'BY_DEPARTMENT',
  BY_EPCI: 'BY_EPCI',
  BY_COMMUNE: 'BY_COMMUNE',
  BY_ASSOCIATION: 'BY_ASSOCIATION',
  BY_PROGRAMME: 'BY_PROGRAMME',
  BY_MONTH: 'BY_MONTH',
  BY_QUARTER: 'BY_QUARTER',
  BY_YEAR: 'BY_YEAR',
} as const;
export type ImpactParts = keyof typeof ImpactParts;
registerEnumType(ImpactParts, {
  name: 'ImpactParts',
  description: 'What a file tells beside the whole: each of its parts, as the fields of `Impact` give them.',
  valuesConfig: {
    WHOLE: { description: 'Nothing beside it.' },
    BY_REGION: { description: 'Each region, and other places.' },
    BY_DEPARTMENT: { description: 'Each department, and other places.' },
    BY_EPCI: { description: 'Each EPCI, and other places.' },
    BY_COMMUNE: { description: 'Each commune, and other places.' },
    BY_ASSOCIATION: { description: 'Each association that works there.' },
    BY_PROGRAMME: { description: 'Each programme that ran.' },
    BY_MONTH: { description: 'Each month that has begun.' },
    BY_QUARTER: { description: 'Each quarter that has begun.' },
    BY_YEAR: { description: 'Each year that has begun.' },
  },
});

type Part = (scope: ImpactScope, context: ServiceContext) => ImpactScope[] | Promise<ImpactScope[]>;

const territories =
  (level: Parameters<typeof partsByTerritory>[1]): Part =>
  (scope, context) => [...partsByTerritory(scope, level, context), ...otherPlaces(scope, level, context)];

const PARTS: Record<ImpactParts, Part> = {
  WHOLE: () => [],
  BY_REGION: territories('REGION'),
  BY_DEPARTMENT: territories('DEPARTMENT'),
  BY_EPCI: territories('EPCI'),
  BY_COMMUNE: territories('COMMUNE'),
  BY_ASSOCIATION: partsByAssociation,
  BY_PROGRAMME: partsByProgramme,
  BY_MONTH: (scope, context) => partsOver(scope, 'MONTH', context),
  BY_QUARTER: (scope, context) => partsOver(scope, 'QUARTER', context),
  BY_YEAR: (scope, context) => partsOver(scope, 'YEAR', context),
};

/** A department has 900 communes at most, with half a hundred figures each. */
const MOST_PARTS = 1_000;
/** Most departments have fewer communes: whoever has no account sees those by commune, too. */
const MOST_PARTS_FOR_ANYBODY = 300;

function refuseTooManyParts(count: number, { viewer }: ServiceContext): void {
  const isAnybody = viewer.roles.length === 0;
  const most = isAnybody ? MOST_PARTS_FOR_ANYBODY : MOST_PARTS;
  if (count <= most) return;
  const instead = isAnybody ? 'ask inside a department or an EPCI, or sign in' : 'ask inside a department';
  throw badInput('parts', `gives ${count} parts, more than ${most}; ${instead}`);
}

/** `Impact.file`, of every figure of a catalogue. */
export function createPrintImpact(catalogue: Catalogue, askFigures: AskFigures): ClassType {
  @Resolver(() => Impact)
  class PrintImpact {
    @FieldResolver(() => File, {
      description:
        'Every figure as a file, in French: its definition, unit, status, bounds, reason and source, the same that the fields answer. An error FIGURES_UNREACHABLE when a service does not answer; fifty parts count as one of the documents that a request may have made.',
    })
    async file(
      @Root() { scope }: ImpactRoot,
      @Arg('format', () => FigureFormat, { description: 'A table.' }) _format: FigureFormat,
      @Arg('parts', () => ImpactParts, {
        defaultValue: ImpactParts.WHOLE,
        description: 'What is told beside the whole.',
      })
      parts: ImpactParts,
      @Ctx() context: ServiceContext,
    ): Promise<File> {
      const scopes = [scope, ...(await PARTS[parts](scope, context))];
      refuseTooManyParts(scopes.length, context);
      for (let page = 0; page < scopes.length; page += AT_ONCE) countDocument(context);
      return takeTurn(context.clock, async (goOn) => {
        const lines = await linesOfImpact(scopes, { catalogue, askFigures, goOn }, context);
        return fileOf(`${nameOf(scope, parts)}.csv`, 'text/csv', frenchCsv(lines, IMPACT_COLUMNS));
      });
    }
  }
  return PrintImpact;
}

/** `impact-dep-56-2011-by_commune`: of letters that every file system knows. */
const nameOf = (scope: ImpactScope, parts: ImpactParts): string => {
  const { territory, association, programme, period } = scope;
  const about = [territory ?? 'fr', association, programme, period, parts === 'WHOLE' ? null : parts];
  return ['impact', ...about.filter((part) => part !== null)]
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '_');
};
