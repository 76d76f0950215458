import { TOY_MEASURES } from '../testing/toy-measures.ts';
import { defineMeasure, type CountedMeasure } from './measure.ts';

const toy = (name: string) => TOY_MEASURES.find((measure) => measure.name === name) as CountedMeasure;
const present = toy('familiesEquipped').stays!;

describe('A measure does not start', () => {
  it.each([
    ['the name is not in camelCase', { name: 'Families' }],
    ['"since" is not a day', { since: '2007' }],
    ['contributions end with a semicolon', { contributions: 'select 1;' }],
    ['a set of people is never published', { kind: 'SET', protects: 'PERSON' }],
    // Counted by department and read by commune, each commune would be an exact zero.
    ['distinct organisations are a set', { kind: 'STOCK', protects: 'ORGANISATION' }],
    ['distinct organisations are a set', { kind: 'DISTINCT', protects: 'ORGANISATION' }],
    ['a stock of people counts the end of stays', { kind: 'STOCK', protects: 'PERSON' }],
    ['a stock of people counts the end of stays', { kind: 'STOCK', protects: 'PERSON', stays: present }],
  ] as const)('where %s', (problem, changes) => {
    const measure: CountedMeasure = { ...toy('learnerHours'), ...changes };
    expect(() => defineMeasure(measure)).toThrow(problem);
  });
});
