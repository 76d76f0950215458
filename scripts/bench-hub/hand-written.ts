import type { SubgraphName } from '../../packages/platform/peers/subgraph.ts';

/** What a statement is written for. */
export interface Asked {
  /** Figures, and the service that counts them. */
  measures: Readonly<Record<string, SubgraphName>>;
  places: string[];
  /** "Other places" of wider territories, where a part of the figure may be. */
  residual: string[];
  periods: readonly string[];
  /** The column that cuts the answer into parts. */
  by: 'association' | 'period' | 'territory' | null;
  /** The communes of the place instead of the place itself. */
  isInside?: boolean;
  /** The standard cost and the organisations strengthened. */
  isComposite?: boolean;
}

/** One figure, as read by hand. */
export interface HandRead {
  key: string;
  measure: string;
  at_least: number;
  at_most: number;
  hidden: number;
}

export interface Statement {
  text: string;
  values: unknown[];
}

/** The statement somebody would write who knows the tables and wants this one answer. */
export function handWritten(asked: Asked): Statement {
  return asked.isComposite ? composites(asked) : rollups(asked);
}

function rollups({ measures, places, residual, periods, by, isInside }: Asked): Statement {
  const services = [...new Set(Object.values(measures))];
  const where = isInside ? `territory like replace(($1::text[])[1], 'DEP', 'COM') || '%'` : 'territory = any($1 || $2)';
  const own = isInside ? 'true' : 'territory = any($1)';
  const parts = services.map(
    (service) => `select ${by ?? "''"} as key, measure, association,
        coalesce(sum(value) filter (where ${own}), 0) as least, sum(value) as most, bool_or(hidden > 0) as hides,
        bool_or(territory like 'COM-%') as is_whole
      from ${service}.rollup where ${where} and period = any($3) and measure = any($4) and programme = '*'
      group by 1, 2, 3`,
  );
  return {
    text: `select key, measure,
        (case when measure = 'familiesEquipped' and count(*) filter (where most > 0) > 1 then max(least) else sum(least) end)::float8 as at_least,
        sum(case when is_whole then least else most end)::float8 as at_most, (count(*) filter (where hides))::int as hidden
      from (${parts.join(' union all ')}) r where $2::text[] is not null group by 1, 2`,
    values: [places, residual, periods, Object.keys(measures)],
  };
}

function composites({ places, periods }: Asked): Statement {
  const at = "territory = any($1) and period = any($2) and programme = '*'";
  return {
    text: `select '' as key, 'standardCost' as measure, sum(value)::float8 as at_least, sum(value)::float8 as at_most, 0 as hidden from (
        select value from inventory.rollup where ${at} and measure = 'refurbishingCost' union all
        select value from training.rollup where ${at} and measure = 'individualSupportCost') cost
      union all select '', 'structuresStrengthened', count(distinct member), count(distinct member), 0 from (
        select member from lending.rollup where ${at} and measure = 'organisationsEquipped' union all
        select member from training.rollup where ${at} and measure = 'organisationsTrained' union all
        select member from partners.rollup where ${at} and measure = 'organisationsServed') strengthened`,
    values: [places, periods],
  };
}

/** Who is expected, who ever reported in some service, and who is recent in all four. */
export const FRESHNESS = `
  with said as (select association, as_of from inventory.heard union all select association, as_of from lending.heard
    union all select association, as_of from training.heard union all select association, as_of from partners.heard)
  select count(*) as expected, count(*) filter (where services > 0) as reporting,
    count(*) filter (where services = 4 and oldest >= now() - interval '1 hour') as "upToDate"
  from (select a.id, count(s.association) as services, min(s.as_of) as oldest
    from partners.association a left join said s on s.association = a.id group by a.id) each`;
