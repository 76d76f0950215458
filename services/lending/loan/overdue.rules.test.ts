import { OVERDUE_POLICY, overdueStage, sanctionForDelay } from './overdue.rules.ts';

describe('The policy for what is overdue', () => {
  it.each([
    ['2011-06-15', null],
    ['2011-06-16', 'REMINDER'],
    ['2011-06-29', 'REMINDER'],
    ['2011-06-30', 'SECOND_REMINDER'],
    ['2011-07-15', 'FORMAL_NOTICE'],
    ['2011-08-13', 'FORMAL_NOTICE'],
    ['2011-08-14', 'UNRECOVERABLE'],
    ['2020-01-01', 'UNRECOVERABLE'],
  ])('on %s calls for %s', (on, stage) => {
    expect(overdueStage({ state: 'ACTIVE', dueOn: '2011-06-15' }, on)).toBe(stage);
  });

  it('calls for nothing once a loan is over', () => {
    expect(overdueStage({ state: 'RETURNED', dueOn: '2011-06-15' }, '2012-01-01')).toBeNull();
  });

  it('takes its steps in order', () => {
    const days = OVERDUE_POLICY.map(({ fromDay }) => fromDay);
    expect(days).toEqual(days.toSorted((one, other) => one - other));
  });

  it.each([
    ['2011-08-13', null],
    ['2011-08-14', '2012-02-12'],
  ])('a computer back on %s means no other loan until %s', (returnedOn, until) => {
    expect(sanctionForDelay('2011-06-15', returnedOn)).toBe(until);
  });
});
