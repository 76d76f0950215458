import fc from 'fast-check';
import { ancestorsOf } from '../../geography/ancestors.ts';
import { quartersIn, monthsIn, monthOf, lastDay, firstDay, type Period } from '../../calendar/period.ts';
import type { Amount } from '../measures/contributions.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import type { DatedFact } from '../measures/fact.ts';
import type { Known, Secret } from './attacker.ts';
import { COMMUNES } from './attacked-world.ts';

const YEAR = '2011';
const MONTHS = monthsIn(YEAR, '2012-01-31').slice(0, 5);
/** One commune in one month. */
const CELLS = COMMUNES.flatMap((commune) => MONTHS.map((month) => ({ commune, month })));
export const AMOUNT_CELLS = CELLS.length;

/** Payments of equal worth to different people, some of whom come again in another month: the cell of each, and who. */
export const somePayments = fc
  .array(
    fc.record({
      cell: fc.nat(CELLS.length - 1),
      people: fc.oneof(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 9, max: 14 }),
        fc.integer({ min: 1, max: 40 }),
      ),
      isAgain: fc.boolean(),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((groups) =>
    groups.flatMap(({ cell, people, isAgain }, g) =>
      Array.from({ length: people }, (_, i) => ({ cell, subject: isAgain ? `again ${i}` : `${g} ${i}` })),
    ),
  );
export type Payments = readonly { cell: number; subject: string }[];

/** As contributions: one euro each. */
export const amountsOf = (payments: Payments): Amount[] =>
  [...Map.groupBy(payments, ({ cell, subject }) => `${cell} ${subject}`).values()].map((same) => {
    const { commune, month } = CELLS[same[0]!.cell]!;
    return { commune, period: month, programme: null, subject: same[0]!.subject, value: same.length };
  });

/** How much was paid in each cell. */
export const paidIn = (payments: Payments): number[] =>
  CELLS.map((_, i) => payments.filter(({ cell }) => cell === i).length);

const placesOf = (commune: string): string[] =>
  ancestorsOf(commune, lastDay(YEAR)).filter((code) => !code.startsWith('EPCI'));
const PLACES = [...new Set(COMMUNES.flatMap(placesOf))];
const cellsOf = (place: string, months: readonly Period[]): number[] =>
  CELLS.flatMap(({ commune, month }, i) => (months.includes(month) && placesOf(commune).includes(place) ? [i] : []));
const within = (period: Period): Period[] =>
  MONTHS.filter((month) => month >= monthOf(firstDay(period)) && month <= monthOf(lastDay(period)));

/** What is told of a year and its months, place by place, with what may hide in "other places". */
export function readAmounts(facts: readonly DatedFact[]): Known[] {
  return [YEAR, ...MONTHS].flatMap((period) =>
    PLACES.filter((place) => period === YEAR || !place.startsWith('COM-')).map((place) => {
      const own = facts.filter((fact) => fact.period === period);
      const inside = own.filter(({ territory }) => ancestorsOf(territory, lastDay(YEAR)).includes(place));
      const above =
        place.startsWith('COM-') && inside.length > 0 ? [] : own.filter(({ territory }) => mayHold(territory, place));
      const least = total(inside);
      const isHidden = [...inside, ...above].some(({ value }) => value === null);
      return { cells: cellsOf(place, within(period)), least, most: isHidden ? Infinity : least + total(above) };
    }),
  );
}

const mayHold = (territory: string, place: string): boolean => {
  const whole = territory.replace('~other', '');
  return whole !== territory && whole !== place && ancestorsOf(place, lastDay(YEAR)).includes(whole);
};
const total = (facts: readonly DatedFact[]): number => facts.reduce((sum, { value }) => sum + (value ?? 0), 0);

/** Every amount of a place in a month, a quarter or the year that rests on one to ten people. */
export function amountsOfFew(payments: Payments): Secret[] {
  const periods = [YEAR, ...quartersIn(YEAR, '2012-01-31'), ...MONTHS];
  return PLACES.flatMap((place) =>
    periods.flatMap((period) => {
      const cells = cellsOf(place, within(period));
      const own = payments.filter(({ cell }) => cells.includes(cell));
      const people = new Set(own.map(({ subject }) => subject)).size;
      return people > 0 && people <= 10 ? [{ name: `${place} ${period}`, cells, size: own.length }] : [];
    }),
  );
}

/** The naive rule: each amount by place and period that rests on eleven people or more, whatever follows from several. */
export function tellNaively(measure: CountedMeasure, payments: Payments): DatedFact[] {
  return [YEAR, ...MONTHS].flatMap((period) =>
    PLACES.filter((place) => place.startsWith(period === YEAR ? 'COM-' : 'DEP-')).flatMap((territory) => {
      const own = payments.filter(({ cell }) => cellsOf(territory, within(period)).includes(cell));
      const people = new Set(own.map(({ subject }) => subject)).size;
      if (people === 0) return [];
      return [
        {
          period,
          territory,
          measure: measure.name,
          programme: '*',
          member: '',
          value: people > 10 ? own.length : null,
        },
      ];
    }),
  );
}
