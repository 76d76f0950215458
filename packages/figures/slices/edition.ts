import type pg from 'pg';
import { dayInParis, type Period } from '../../calendar/period.ts';
import { isClosed, lastClosedYear } from '../measures/closing.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import { factsTold } from './facts-told.ts';
import type { DatedFact } from '../measures/fact.ts';
import { isLargeStep, isSame, isUnveiling } from '../disclosure/step.ts';
import { mark } from '../disclosure/told-facts.ts';

/** What has been told of people in a year and its parts, or in all of time, is told anew whole, or not at all. */
type Bundle = string;

const EVER: Bundle = 'ever';
const bundleOf = (period: Period): Bundle => (period === EVER ? period : period.slice(0, 4));

interface Edition {
  firstToldAt: Date;
  toldAt: Date;
}

/** Whoever enters years that are long over corrects them freely for some days. */
const SETTLING_MS = 7 * 24 * 3_600_000;

/** A build, as far as editions go. */
export interface Printing {
  client: pg.ClientBase;
  association: string;
  measures: readonly CountedMeasure[];
  now: Date;
}

/** Whether a measure counts people, who are protected through time. */
export const isOnPeople = ({ protects, kind }: CountedMeasure): boolean => protects === 'PERSON' && kind !== 'SET';

/**
 * The facts as they may be told after those that were. Figures on people of a bundle are replaced only
 * - when none was told,
 * - once more when the year closes,
 * - when the year after closes, if nothing happens but that what was hidden comes to light,
 * - during some days after a year was told that had closed before, since its entry has nothing to do with its events,
 * - or when in each place and of each figure at least eleven people more, or fewer, are counted.
 *
 * Else what was told stays: what changes with one person tells of that person. All of time is told anew only while none of
 * its years is held, since it would tell what they hold; it is hidden where one of them went on without it.
 */
export async function holdBack(
  printing: Printing,
  facts: ReadonlyMap<Period, DatedFact[]>,
  periods: readonly Period[],
): Promise<Map<Period, DatedFact[]>> {
  const byName = new Map(printing.measures.filter(isOnPeople).map((measure) => [measure.name, measure]));
  const names = new Set(byName.keys());
  const told = await toldOnPeople(printing, names, periods);
  const held = new Map(facts);
  // Years sort before "ever", which is judged by what became of them.
  for (const [bundle, own] of [...Map.groupBy(periods, bundleOf)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const next = own.flatMap((period) => facts.get(period) ?? []).filter(({ measure }) => names.has(measure));
    const before = own.flatMap((period) => told.get(period) ?? []);
    if (isSame(before, next)) await release(printing, bundle);
    else if (await mayReplace(printing, bundle, before, next)) await noteEdition(printing, bundle);
    else if (await isOvertaken(printing, bundle, before)) {
      held.set(bundle, hidden(facts.get(bundle) ?? [], byName));
      await noteEdition(printing, bundle);
    } else {
      for (const period of own) held.set(period, mixed(facts.get(period) ?? [], told.get(period) ?? [], byName));
      await hold(printing, bundle);
    }
  }
  return held;
}

/** What is not on people as it is, the rest as marks. */
const hidden = (facts: readonly DatedFact[], onPeople: ReadonlyMap<string, CountedMeasure>): DatedFact[] =>
  facts.map((fact) => {
    const measure = onPeople.get(fact.measure);
    return measure ? mark(measure, fact.period, fact.territory) : fact;
  });

/** What was told stays; where nothing was, and there is something now, a mark says so. */
function mixed(
  facts: readonly DatedFact[],
  told: readonly DatedFact[],
  onPeople: ReadonlyMap<string, CountedMeasure>,
): DatedFact[] {
  const known = new Set(told.map(({ measure }) => measure));
  const fresh = new Map(
    facts.flatMap(({ measure, period }) => {
      const found = known.has(measure) ? undefined : onPeople.get(measure);
      return found ? [[measure, mark(found, period)] as const] : [];
    }),
  );
  return [...facts.filter(({ measure }) => !onPeople.has(measure)), ...told, ...fresh.values()];
}

async function toldOnPeople(
  { client, association }: Printing,
  names: ReadonlySet<string>,
  periods: readonly Period[],
): Promise<Map<Period, DatedFact[]>> {
  const told = await factsTold(client, { association, periods, names: [...names] });
  const own = told.filter(({ part, measure }) => part === 0 && names.has(measure));
  return Map.groupBy(own, ({ period }) => period);
}

async function mayReplace(
  printing: Printing,
  bundle: Bundle,
  before: readonly DatedFact[],
  next: readonly DatedFact[],
): Promise<boolean> {
  const { client, now } = printing;
  if (bundle === EVER && (await holdsYears(printing))) return next.every(({ value }) => value === null);
  const edition = await editionOf(client, bundle);
  if (!edition || before.length === 0) return true;
  return (
    hasClosedSince(edition, bundle, now) ||
    isSettling(edition, bundle, now) ||
    isLargeStep(before, next, now) ||
    (nextHasClosedSince(edition, bundle, now) && isUnveiling(before, next))
  );
}

/** Who comes in a year decides what may be told of the end of the year before. */
const nextHasClosedSince = (edition: Edition, bundle: Bundle, now: Date): boolean =>
  bundle !== EVER && hasClosedSince(edition, String(Number(bundle) + 1), now);

/** Whether a closed year waits for more people, or a sealed one for its adjustment. */
async function holdsYears({ client, now }: Printing): Promise<boolean> {
  const { rowCount } = await client.query(
    'select from edition where is_held and bundle <= $1 union all select from pending_adjustment',
    [lastClosedYear(dayInParis(now))],
  );
  return rowCount! > 0;
}

/** Whether a year of all of time was told anew, or came to it, since all of time was told. */
async function isOvertaken({ client, now }: Printing, bundle: Bundle, before: readonly DatedFact[]): Promise<boolean> {
  if (bundle !== EVER || before.every(({ value }) => value === null)) return before.length === 0 && bundle === EVER;
  const edition = await editionOf(client, bundle);
  if (!edition || hasClosedSince(edition, bundle, now)) return true;
  const { rowCount } = await client.query('select from edition where bundle <= $1 and told_at > $2', [
    lastClosedYear(dayInParis(now)),
    edition.toldAt,
  ]);
  return rowCount! > 0;
}

function hasClosedSince({ toldAt }: Edition, bundle: Bundle, now: Date): boolean {
  const [then, today] = [dayInParis(toldAt), dayInParis(now)];
  if (bundle === EVER) return lastClosedYear(then) !== lastClosedYear(today);
  return isClosed(bundle, today) && !isClosed(bundle, then);
}

const isSettling = ({ firstToldAt }: Edition, bundle: Bundle, now: Date): boolean =>
  isClosed(bundle, dayInParis(firstToldAt)) && now.getTime() - firstToldAt.getTime() < SETTLING_MS;

async function editionOf(client: pg.ClientBase, bundle: Bundle): Promise<Edition | undefined> {
  const { rows } = await client.query<Edition>(
    'select first_told_at as "firstToldAt", told_at as "toldAt" from edition where bundle = $1',
    [bundle],
  );
  return rows[0];
}

async function noteEdition({ client, now }: Printing, bundle: Bundle): Promise<void> {
  await client.query(
    `insert into edition (bundle, first_told_at, told_at) values ($1, $2, $2)
     on conflict (bundle) do update set told_at = greatest(edition.told_at, $2), is_held = false`,
    [bundle, now],
  );
}

const setHeld =
  (isHeld: boolean) =>
  async ({ client }: Printing, bundle: Bundle): Promise<void> => {
    await client.query('update edition set is_held = $2 where bundle = $1 and is_held <> $2', [bundle, isHeld]);
  };
const hold = setHeld(true);
const release = setHeld(false);
