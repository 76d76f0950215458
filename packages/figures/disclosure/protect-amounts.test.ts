import fc from 'fast-check';
import { ancestorsOf } from '../../geography/ancestors.ts';
import type { Amount } from '../measures/contributions.ts';
import type { CountedMeasure } from '../measures/measure.ts';
import { climbYear, protectYear, type JudgedAmount } from './protect-amounts.ts';
import { isSafeAmount, isSafeCount } from './protection.ts';
import { isCombination } from '../testing/is-combination.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';

const LEARNER_HOURS = TOY_MEASURES.find(({ name }) => name === 'learnerHours') as CountedMeasure;
const COMMUNES = [
  'COM-56121',
  'COM-56098',
  'COM-56162',
  'COM-29019',
  'COM-29232',
  'COM-35238',
  'COM-14118',
  'COM-14366',
];
const MONTHS = ['2011-01', '2011-02', '2011-03'];

/** People who learned for an hour each, all different, by commune and month. */
const somePeople = fc
  .array(
    fc.record({
      commune: fc.constantFrom(...COMMUNES),
      period: fc.constantFrom(...MONTHS),
      people: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 })),
    }),
    { maxLength: 14 },
  )
  .map((groups) =>
    groups.flatMap(({ commune, period, people }, g) =>
      Array.from({ length: people }, (_, i): Amount => ({
        commune,
        period,
        programme: null,
        subject: `${g}.${i}`,
        value: 1,
      })),
    ),
  );

const tell = (amounts: Amount[]) => protectYear(LEARNER_HOURS, '2011', amounts);
const total = (values: { value: number | null }[]) => values.reduce((sum, { value }) => sum + (value ?? 0), 0);
const areas = (commune: string) => ancestorsOf(commune, '2011-12-31').filter((code) => !code.startsWith('EPCI'));

describe('Amounts that rest on people', () => {
  it('keep their sum over the year', () => {
    fc.assert(
      fc.property(somePeople, (amounts) => {
        const year = tell(amounts).filter(({ period }) => period === '2011');
        if (year.every(({ value }) => value !== null)) expect(total(year)).toBe(amounts.length);
        else expect(amounts.length).toBeLessThan(11);
      }),
    );
  });

  it('are told by month as they are, or not at all', () => {
    fc.assert(
      fc.property(somePeople, (amounts) => {
        for (const { period, territory, value } of tell(amounts).filter((fact) => fact.period !== '2011')) {
          const own = amounts.filter((amount) => amount.period === period && areas(amount.commune).includes(territory));
          if (value !== null) expect([value, own.length >= 11]).toEqual([own.length, true]);
        }
      }),
    );
  });

  it('let nobody derive a place, a month or a year below the threshold from all that is told', () => {
    fc.assert(
      fc.property(somePeople, (amounts) => {
        const atoms = COMMUNES.flatMap((commune) => MONTHS.map((month) => ({ commune, month })));
        const row = (isIn: (atom: (typeof atoms)[number]) => boolean) => atoms.map((atom) => Number(isIn(atom)));
        const months = tell(amounts).filter(({ period, value }) => period !== '2011' && value !== null);
        // The attacker is even given which communes "other places" stand for.
        const rows = [
          ...climbYear(LEARNER_HOURS, '2011', amounts).told.map(({ members }) =>
            row(({ commune }) => members.some(({ code }) => code === commune)),
          ),
          ...months.map(({ territory, period }) =>
            row(({ commune, month }) => areas(commune).includes(territory) && period === month),
          ),
        ];
        const places = [...new Set(COMMUNES.flatMap(areas))];
        for (const place of places) {
          for (const month of [null, ...MONTHS]) {
            const isIn = (atom: { commune: string; month: string }) =>
              areas(atom.commune).includes(place) && (month === null || atom.month === month);
            const people = amounts.filter(({ commune, period }) => isIn({ commune, month: period })).length;
            if (people > 0 && people < 11) expect(isCombination(row(isIn), rows)).toBe(false);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leave nobody, or enough of them, to be found by subtracting them from a wider figure', () => {
    const split = fc.tuple(somePeople, fc.infiniteStream(fc.boolean()));
    fc.assert(
      fc.property(split, ([people, dice]) => {
        const amounts: JudgedAmount[] = people.map((one) => ({ ...one, isRemainder: dice.next().value as boolean }));
        const left = (isIn: (amount: JudgedAmount) => boolean) =>
          amounts.filter((amount) => amount.isRemainder && isIn(amount)).length;
        const places = climbYear(LEARNER_HOURS, '2011', amounts).told.map(({ members }) =>
          left(({ commune }) => members.some(({ code }) => code === commune)),
        );
        const months = tell(amounts)
          .filter(({ period, value }) => period !== '2011' && value !== null)
          .map(({ period, territory }) =>
            left((amount) => amount.period === period && areas(amount.commune).includes(territory)),
          );
        for (const remaining of [...places, ...months]) expect(remaining === 0 || remaining >= 11).toBe(true);
      }),
    );
  });

  it('count a person once, however often and wherever they learn', () => {
    const hours = MONTHS.flatMap((period) =>
      COMMUNES.slice(0, 3).map((commune) => ({
        commune,
        period,
        programme: null,
        subject: 'always the same',
        value: 9,
      })),
    );
    expect(tell(hours).filter(({ value }) => value !== null)).toEqual([]);
  });
});

describe('A group', () => {
  it('is safe from eleven people or three organisations on, none of which holds more than 85 %', () => {
    expect([10, 11].map((count) => isSafeCount('PERSON', count))).toEqual([false, true]);
    expect([2, 3].map((count) => isSafeCount('ORGANISATION', count))).toEqual([false, true]);
    const shares = (...parts: number[]) => [new Map(parts.map((part, i) => [`${i}`, part]))];
    expect(isSafeAmount('ORGANISATION', shares(85, 10, 5))).toBe(true);
    expect(isSafeAmount('ORGANISATION', shares(86, 9, 5))).toBe(false);
  });
});
