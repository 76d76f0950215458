import { countOnce, memberships, stretchesOf, type Presence } from './meet-periods.ts';

const presence = (subject: string, commune: string, fromOn: string, toOn: string | null = null): Presence => ({
  subject,
  commune,
  fromOn,
  toOn,
  programme: null,
});
const count = (presences: Presence[], periods: string[], isStock = false) =>
  countOnce(presences, stretchesOf(periods, '2011-05-20', isStock)).map(
    ({ period, commune, value }) => `${period} ${commune} ${value}`,
  );

describe('A subject present from a day to a day', () => {
  it('counts in every period that it meets, the days at both ends included', () => {
    const once = [presence('a', 'X', '2011-01-31', '2011-03-01')];
    expect(count(once, ['2010-12', '2011-01', '2011-02', '2011-03', '2011-04', '2011', 'ever'])).toEqual([
      '2011-01 X 1',
      '2011-02 X 1',
      '2011-03 X 1',
      '2011 X 1',
      'ever X 1',
    ]);
  });

  it('counts once, where it was last', () => {
    const moved = [
      presence('a', 'X', '2011-01-01', '2011-02-10'),
      presence('a', 'Y', '2011-02-11'),
      presence('b', 'X', '2011-02-01'),
    ];
    expect(count(moved, ['2011-01', '2011-02'])).toEqual(['2011-01 X 1', '2011-02 X 1', '2011-02 Y 1']);
  });

  it('goes on, where it was before, when a later presence is over', () => {
    const both = [presence('a', 'X', '2011-01-01'), presence('a', 'Y', '2011-02-01', '2011-02-02')];
    expect(count(both, ['2011-02', '2011-03'])).toEqual(['2011-02 Y 1', '2011-03 X 1']);
  });

  it('is in stock on the last day, today while the period runs', () => {
    const some = [
      presence('a', 'X', '2011-05-01', '2011-05-19'),
      presence('b', 'X', '2011-05-20'),
      presence('c', 'X', '2011-05-21'),
    ];
    expect(count(some, ['2011-05'], true)).toEqual(['2011-05 X 1']);
    expect(count(some, ['2011-05'])).toEqual(['2011-05 X 2']);
  });

  it('is a member of its set in each period and place', () => {
    const member = [presence('siret', 'X', '2011-01-05'), presence('siret', 'Y', '2011-02-05', '2011-02-05')];
    expect(memberships(member, stretchesOf(['2011-01', '2011-02'], '2011-05-20', false))).toMatchObject([
      { period: '2011-01', commune: 'X', member: 'siret' },
      { period: '2011-02', commune: 'X' },
      { period: '2011-02', commune: 'Y' },
    ]);
  });
});
