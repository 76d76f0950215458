import { hasProgrammes, isTold, periodsFedBy, readingGrid, sliceGrid } from './grid.ts';

const PEOPLE = { protects: 'PERSON' } as const;
const THINGS = { protects: null } as const;
const DISTINCT = { kind: 'DISTINCT' } as const;
const STOCK = { kind: 'STOCK' } as const;
const ADDITIVE = { kind: 'ADDITIVE' } as const;

describe('A sum that would mean nothing', () => {
  it.each([
    ['of people', PEOPLE],
    ['of things', THINGS],
  ])('is no figure: a state %s has no "ever"', (_, subjects) => {
    expect(isTold({ ...STOCK, ...subjects }, 'EVER')).toBe(false);
    for (const grain of ['MONTH', 'QUARTER', 'YEAR'] as const) {
      expect(isTold({ ...STOCK, ...subjects }, grain)).toBe(true);
    }
  });

  it.each([DISTINCT, STOCK])(
    'is not made: a month of $kind counts in itself alone, an amount in all around it',
    (kind) => {
      for (const subjects of [PEOPLE, THINGS])
        expect(periodsFedBy({ ...kind, ...subjects }, '2011-03')).toEqual(['2011-03']);
      expect(periodsFedBy({ ...ADDITIVE, ...THINGS }, '2011-03')).toEqual(['2011-03', '2011-Q1', '2011', 'ever']);
    },
  );

  it('is not asked for: people by programme, nor by month and commune', () => {
    for (const kind of [DISTINCT, STOCK, ADDITIVE]) expect(hasProgrammes({ ...kind, ...PEOPLE })).toBe(false);
    expect(readingGrid({ ...DISTINCT, ...PEOPLE }, 'MONTH')).toBe('DEPARTMENT');
    expect(sliceGrid({ ...DISTINCT, ...PEOPLE }, 'MONTH')).toBe('DEPARTMENT');
  });
});
