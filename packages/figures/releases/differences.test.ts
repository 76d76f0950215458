import { defineMeasure } from '../measures/measure.ts';
import type { DatedFact } from '../measures/fact.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';
import { differencesOf } from './differences.ts';

const funding = defineMeasure({
  ...TOY_MEASURES[0]!,
  kind: 'ADDITIVE',
  name: 'funding',
  unit: 'EURO',
  protects: 'ORGANISATION',
  contributions: 'select',
});
const NOW = new Date('2013-02-01T12:00:00Z');
const facts = (period: string, places: Record<string, number | null>): DatedFact[] =>
  Object.entries(places).map(([territory, value]) => ({
    period,
    territory,
    measure: 'funding',
    programme: '*',
    member: '',
    value,
  }));
const differ = (told: DatedFact[], counted: DatedFact[]) => differencesOf(told, counted, [funding], NOW);

describe('The difference between what was sealed and what counts now, of an amount of organisations', () => {
  it('is told, whatever its size', () => {
    const told = facts('2011', { 'COM-56121': 900, 'DEP-56~other': 300 });
    const { tellable, withheld } = differ(told, facts('2011', { 'COM-56121': 900, 'COM-56098': 350 }));
    expect([tellable.map(({ territory, value }) => [territory, value]), withheld]).toEqual([
      [
        ['DEP-56~other', -300],
        ['COM-56098', 350],
      ],
      0,
    ]);
  });

  it('takes nothing away where what is left may not be told: a zero would be read', () => {
    const month = facts('2011-03', { 'DEP-56': 900 });
    const told = [...facts('2011', { 'COM-56121': 900 }), ...month];
    const counted = [...facts('2011', { 'FR~other': null }), ...facts('2011-03', { 'DEP-56': 950 })];
    const { tellable, withheld } = differ(told, counted);
    expect(tellable).toMatchObject([{ period: '2011-03', value: 50 }]);
    expect(withheld).toBe(2);
  });
});
