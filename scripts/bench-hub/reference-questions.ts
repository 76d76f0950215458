import type { Asked } from './hand-written.ts';
import { ASKING_REGION, type SimulatedAssociation } from './simulate-network.ts';

/** A question to the graph, everything it is asked with, and the same for a statement written by hand. */
export interface ReferenceQuestion {
  title: string;
  document: string;
  cases: { variables: Record<string, unknown>; asked: Asked }[];
  /** Whether `completeness` is in the answer, too. */
  isAboutFreshness?: boolean;
}

const BOUNDS = '{ value atLeast atMost status }';
const MEASURES = {
  familiesEquipped: 'lending',
  computersRefurbished: 'inventory',
  supportHours: 'training',
  funding: 'partners',
} as const;
const FIGURES = Object.keys(MEASURES)
  .map((name) => `${name} ${BOUNDS}`)
  .join(' ');
const TWO = { familiesEquipped: 'lending', computersRefurbished: 'inventory' } as const;
const TWO_FIGURES = `familiesEquipped ${BOUNDS} computersRefurbished ${BOUNDS}`;
const IMPACT = 'impact(territory: $territory, period: $period)';
const HEAD = 'query Ask($territory: ID!, $period: Period!)';

const plain = `${HEAD} { ${IMPACT} { period ${FIGURES} } }`;

/** What a Région asks of its hub, in ten questions. */
export function referenceQuestions(
  associations: readonly SimulatedAssociation[],
  years: readonly string[],
): ReferenceQuestion[] {
  const there = associations.filter(({ region }) => region === ASKING_REGION).slice(0, years.length);
  const at = (places: readonly (readonly string[])[], rest: Partial<Asked> = {}, periods: readonly string[] = years) =>
    periods.map((period, i) => {
      const [territory, ...wider] = places[i % places.length]!;
      const asked: Asked = {
        measures: MEASURES,
        places: [territory!],
        residual: wider,
        periods: [period],
        by: null,
        ...rest,
      };
      return { variables: { territory, period }, asked };
    });
  const france = [['FR']];
  const region = [[ASKING_REGION, 'FR~other']];
  const departments = there.map(({ department }) => [department, `${ASKING_REGION}~other`, 'FR~other']);
  const inside = (code: (one: SimulatedAssociation) => string) =>
    there.map((one) => [code(one), `${one.department}~other`, `${ASKING_REGION}~other`, 'FR~other']);
  // Some tell of the year after the last, too.
  const until = [...years, String(Number(years.at(-1)) + 1)];
  const months = until.flatMap((year) =>
    Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`),
  );
  return [
    { title: 'France, a year', document: plain, cases: at(france) },
    { title: 'a region, a year', document: plain, cases: at(region) },
    { title: 'a department, a year', document: plain, cases: at(departments) },
    { title: 'an EPCI, a year', document: plain, cases: at(inside(({ epci }) => epci)) },
    { title: 'a commune, a year', document: plain, cases: at(inside(({ communes }) => communes[0]!)) },
    {
      title: 'France by association, a year',
      document: `${HEAD} { ${IMPACT} { byAssociation { association { id } ${TWO_FIGURES} } } }`,
      cases: at(france, { by: 'association', measures: TWO }),
    },
    {
      title: 'a region by year, all years',
      document: `${HEAD} { ${IMPACT} { over(by: YEAR) { period ${FIGURES} } } }`,
      cases: at(region, { by: 'period', periods: until }, ['ever']),
    },
    {
      title: 'a region by month, all years',
      document: `${HEAD} { ${IMPACT} { over(by: MONTH) { period ${TWO_FIGURES} } } }`,
      cases: at(region, { by: 'period', periods: months, measures: TWO }, ['ever']),
    },
    {
      title: 'a department by commune, a year',
      document: `${HEAD} { ${IMPACT} { byTerritory(level: COMMUNE) { territory { code } ${TWO_FIGURES} } } }`,
      cases: at(departments, { by: 'territory', isInside: true, measures: TWO }),
    },
    {
      title: 'France, composites and who is late, ever and a year',
      document: `${HEAD} { ${IMPACT} { standardCost ${BOUNDS} structuresStrengthened ${BOUNDS} costPerFamily { status }
        completeness { expected reporting upToDate late { id } } } }`,
      cases: at(france, { measures: {}, isComposite: true }, [years.at(-1)!, 'ever']),
      isAboutFreshness: true,
    },
  ];
}
