import { toldDonors } from './told-donors.rules.ts';

const told = (families: Record<string, number>): string[] =>
  [...toldDonors(new Map(Object.entries(families)), (count) => count >= 11)].toSorted();

describe('Families served by donors', () => {
  it('are all told when each donor served eleven', () => {
    expect(told({ caf: 50, town: 11 })).toEqual(['caf', 'town']);
  });

  it('are hidden below eleven, with the smallest other count, so that no subtraction gives them', () => {
    expect(told({ caf: 50, town: 30, baker: 3 })).toEqual(['caf']);
    expect(told({ caf: 50, town: 30, baker: 3, smith: 2 })).toEqual(['caf']);
  });

  it('are not told at all when nothing could hide them', () => {
    expect(told({ caf: 50, baker: 3 })).toEqual([]);
    expect(told({ baker: 3 })).toEqual([]);
  });
});
