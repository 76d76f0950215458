import { stateOn, termEnd, whyNotRenewable } from './loan.rules.ts';

describe('The state of an active loan', () => {
  it.each([
    ['2011-06-14', 'ACTIVE'],
    ['2011-06-15', 'DUE'],
    ['2011-06-16', 'OVERDUE'],
  ])('on %s is %s', (today, state) => {
    expect(stateOn({ state: 'ACTIVE', dueOn: '2011-06-15' }, today)).toBe(state);
  });

  it('does not change with time once it is returned', () => {
    expect(stateOn({ state: 'RETURNED', dueOn: '2011-06-15' }, '2020-01-01')).toBe('RETURNED');
  });
});

describe('A term', () => {
  it.each([
    ['2010-03-15', '2011-03-15'],
    ['2012-02-29', '2013-02-28'],
    ['2011-02-28', '2012-02-28'],
  ])('that starts on %s ends on %s', (startsOn, endsOn) => {
    expect(termEnd(startsOn)).toBe(endsOn);
  });
});

describe('A renewal', () => {
  const loan = { dueOn: '2011-06-15', termCount: 1 };

  it.each([
    ['2011-04-15', 'TOO_SOON'],
    ['2011-04-16', undefined],
    ['2011-06-15', undefined],
    ['2011-06-16', 'OVERDUE'],
  ])('on %s is refused with %s', (on, code) => {
    expect(whyNotRenewable(loan, on)?.code).toBe(code);
  });

  it('is granted three times and no more', () => {
    expect(whyNotRenewable({ ...loan, termCount: 3 }, '2011-06-01')).toBeNull();
    expect(whyNotRenewable({ ...loan, termCount: 4 }, '2011-06-01')?.code).toBe('RENEWAL_LIMIT_REACHED');
  });
});
