import { defineMeasure, type Measure, type Unit } from '../measures/measure.ts';
import { between, exactly, protectedFigure } from './figure-arithmetic.ts';
import { toFigure } from './figure.ts';

const counted = (unit: Unit, more: Partial<Measure> = {}): Measure =>
  defineMeasure({
    name: 'counted',
    unit,
    kind: 'ADDITIVE',
    protects: null,
    label: { en: 'Counted', fr: 'Compté' },
    definition: 'What is counted.',
    definitionFr: 'Ce qui est compté.',
    since: '2007-01-01',
    source: 'a test',
    contributions: 'select',
    ...more,
  } as Measure);

describe('A figure', () => {
  it.each<[Unit, number, number]>([
    ['EURO', 3633.584252, 3633.58],
    ['EURO', 250, 250],
    ['HOUR', 0.333333, 0.33],
    ['HOUR', 1.5, 1.5],
    ['RATIO', 0.521739, 0.521739],
    ['MONTH', 0.387097, 0.387097],
  ])('in %s of %d is told as %d', (unit, value, told) => {
    expect(toFigure(counted(unit), exactly(value))).toMatchObject({ value: told, atLeast: told, atMost: told, unit });
  });

  it('has bounds that are told like itself, where they are told', () => {
    const bounds = between(10.014, null, 'BELOW_THRESHOLD');
    expect(toFigure(counted('EURO'), bounds)).toMatchObject({ value: null, atLeast: 10.01, atMost: null });
    expect(toFigure(counted('HOUR'), protectedFigure())).toMatchObject({ value: null, status: 'PROTECTED' });
  });

  it('that is an estimate has the digits that its measure says', () => {
    expect(toFigure(counted('KILOGRAM_CO2', { significantDigits: 2 }), exactly(1834))).toMatchObject({ value: 1800 });
  });
});
