import fc from 'fast-check';
import type { Period } from '../../calendar/period.ts';
import { Refusal } from '../../platform/refusals/refusal.ts';
import { ANONYMOUS } from '../../platform/access/viewer.ts';
import { countedMeasures } from '../measures/measure.ts';
import { adjustPeriod } from '../releases/adjust.ts';
import { sealPeriods } from '../releases/seal.ts';
import { yearOf } from '../slices/seal-state.ts';
import { askedOn, enter, someWork, truthOf, type Asked, type Group } from '../testing/entered-work.ts';
import { aToy, type Toy } from '../testing/a-toy.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';
import { createFigureReader } from './read-figures.ts';

/** A year that runs, one that has just closed, and one that has been closed for long; and some weeks later. */
const DAYS = [
  ['2017-08-01', '2017-08-20'],
  ['2018-01-16', '2018-02-01'],
  ['2019-02-01', '2019-02-20'],
] as const;
const SEALED = ['2015', '2016'];
const RUNS = Number(process.env['RUNS'] ?? 3);
const COUNTED = countedMeasures(TOY_MEASURES);

describe('Any figure, of machines, organisations, hours and people', () => {
  let toy: Toy;
  beforeAll(async () => void (toy = await aToy()));
  afterAll(() => toy.close());

  /** Those that were not so on a day. */
  async function liesIn(asked: readonly Asked[], work: readonly Group[], day: string): Promise<string[]> {
    const reader = createFigureReader(TOY_MEASURES);
    const context = { sql: toy.database.reader(ANONYMOUS), clock: toy.clock };
    const lies = asked.map(async (one) => {
      const { status, atLeast, atMost } = await reader.read(context, one.scope, one.measure.name);
      const isTold = status === 'EXACT' || status === 'BOUNDED';
      const truth = truthOf(work, one, day);
      if (!isTold || (atLeast! <= truth && truth <= (atMost ?? Infinity))) return [];
      const { territory, period, geography } = one.scope;
      return [`${one.measure.name} ${territory} ${period} ${geography} is ${truth}, told as ${atLeast} to ${atMost}`];
    });
    return (await Promise.all(lies)).flat();
  }

  async function sealAndAdjust(work: readonly Group[]): Promise<void> {
    const { database, clock } = toy;
    const builder = { association: 'defis', seat: null, measures: TOY_MEASURES, pool: database.pool, clock };
    await sealPeriods(builder, { throughYear: SEALED.at(-1)!, dryRun: false });
    await enter(toy, work);
    await toy.build();
    for (const period of SEALED) {
      await adjustPeriod(builder, { period, reason: 'Found again.', dryRun: false }).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      });
    }
  }

  /** What is told of people in these years waits for more of them. */
  async function yearsHeld(): Promise<Set<Period>> {
    const { rows } = await toy.database.pool.query<{ year: Period }>(
      'select bundle as year from edition where is_held union select year from pending_adjustment',
    );
    return new Set(rows.map(({ year }) => year));
  }

  it('is so, or holds what is so, or is not told: everywhere, on every map, and after years were sealed and adjusted', async () => {
    const someDays = fc
      .constantFrom(...DAYS)
      .chain((days) => fc.tuple(fc.constant(days), someWork(days[0]), someWork(days[0], 2)));
    await fc.assert(
      fc.asyncProperty(someDays, async ([[first, later], work, more]) => {
        await toy.reset();
        toy.clock.set(first);
        await enter(toy, work);
        await toy.build();
        expect(await liesIn(askedOn(COUNTED, first), work, first)).toEqual([]);
        toy.clock.set(later);
        await sealAndAdjust(more);
        const held = await yearsHeld();
        const waits = ({ measure, scope: { period } }: Asked): boolean =>
          measure.protects === 'PERSON' && (period === 'ever' ? held.size > 0 : held.has(yearOf(period)));
        const asked = Map.groupBy(askedOn(COUNTED, later), (one) => (waits(one) ? 'AS_LAST_TOLD' : 'NOW'));
        expect(await liesIn(asked.get('NOW')!, [...work, ...more], later)).toEqual([]);
        // What adds up several years is of several days.
        const lastTold = (asked.get('AS_LAST_TOLD') ?? []).filter(({ scope }) => scope.period !== 'ever');
        expect(await liesIn(lastTold, work, first)).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
