import type { Reader } from '../../platform/database/reader.ts';
import { periodGrain, type Period } from '../../calendar/period.ts';
import { closingDay } from '../measures/closing.ts';
import type { Met } from './figure-from-rollups.ts';
import type { ImpactScope } from './impact-scope.ts';
import { ALL_PROGRAMMES } from '../measures/fact.ts';

/** One figure to look for: the places whose rollups are its own, and those where a part of it may hide. */
export interface Lookup {
  measure: { name: string };
  scope: ImpactScope;
  main: string[];
  residual: string[];
}

/**
 * Every lookup in one statement. Inside, what each association tells; outside, what the associations tell together:
 * both its least (what is surely there) and its most (with what may hide in "other places"). In a slice a commune is told
 * whole or not at all, so of an association that tells every commune asked for nothing hides elsewhere; but not over all of
 * time, which adds up years, nor where adjustments took away all that was told.
 *
 * What is hidden since its year closed is few people. What was hidden before, by an association that is late since, may be many.
 *
 * Each place of each lookup is read along the primary key; `offset 0` keeps the planner from joining all rollups with all
 * that is asked, which takes a minute where it believes that hardly any row matches on four columns.
 */
const MEET = `
  with asked as (
    select * from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $10::date[])
      as a(i, spot, measure, programme, period, association, closes_on)
  ), place as (
    select *, count(*) filter (where is_main) over (partition by spot) as mains
    from unnest($7::int[], $8::text[], $9::boolean[]) as p(spot, code, is_main)
  ), met as (
    select a.i, a.period, a.closes_on, r.association, r.member,
      a.period <> 'ever' and max(p.mains) = count(*) filter (where p.is_main and p.code like 'COM-%' and r.value <> 0) as is_whole,
      coalesce(sum(r.value) filter (where p.is_main), 0) as least,
      sum(r.value) as most,
      bool_or(r.hidden > 0) filter (where p.is_main) as is_hidden,
      bool_or(r.hidden > 0) as may_hide
    from asked a
    join place p using (spot)
    cross join lateral (
      select association, member, value, hidden from rollup
      where (territory, period, measure, programme) = (p.code, a.period, a.measure, a.programme) and a.association is null
      union all
      select association, member, value, hidden from rollup
      where (territory, period, measure, programme, association) = (p.code, a.period, a.measure, a.programme, a.association)
      offset 0
    ) r
    group by a.i, a.period, a.closes_on, r.association, r.member
  ), told as (
    select i, period, closes_on, association, member, least, case when is_whole then least else most end as most,
      case when is_whole then is_hidden else may_hide end as is_hidden
    from met
  )
  select i, count(*) filter (where most > 0) as associations, count(*) filter (where is_hidden) as hidden,
    count(*) filter (where is_hidden and exists (
      select from told_edition e where e.association = told.association and e.bundle = period
         and e.told_at >= closes_on::timestamp at time zone 'Europe/Paris'
    )) as hidden_since_closed,
    sum(least) as least_sum, max(least) as least_max, sum(most) as most_sum,
    array_agg(distinct member) filter (where member <> '' and most > 0) as members
  from told group by i`;

/** Looks all of them up; a lookup that meets nothing has no row. `i` is its place in the list. */
export async function meetRollups(sql: Reader, lookups: readonly Lookup[]): Promise<(Met & { i: number })[]> {
  if (lookups.length === 0) return [];
  const spots = new Map<string, number>();
  const places: [number, string, boolean][] = [];
  const spotOf = ({ main, residual }: Lookup): number => {
    const key = `${main.join()};${residual.join()}`;
    const known = spots.get(key);
    if (known !== undefined) return known;
    const spot = spots.size;
    spots.set(key, spot);
    for (const code of main) places.push([spot, code, true]);
    for (const code of residual) places.push([spot, code, false]);
    return spot;
  };
  const asked = lookups.map((lookup) => spotOf(lookup));
  return sql.rows(MEET, [
    lookups.map((_, i) => i),
    asked,
    lookups.map(({ measure }) => measure.name),
    lookups.map(({ scope }) => scope.programme ?? ALL_PROGRAMMES),
    lookups.map(({ scope }) => scope.period),
    lookups.map(({ scope }) => scope.association),
    places.map(([spot]) => spot),
    places.map(([, code]) => code),
    places.map(([, , isMain]) => isMain),
    lookups.map(({ scope }) => closesOn(scope.period)),
  ]);
}

/** The day a year closes; months and quarters hide what nothing bounds. */
const closesOn = (period: Period): string | null => (periodGrain(period) === 'YEAR' ? closingDay(period) : null);
