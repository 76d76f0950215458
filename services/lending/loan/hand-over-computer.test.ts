import { newTypeId } from '../../kit/ids.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aKey, aSignedLoan, tell } from './loan.factory.ts';

describe('Handing a computer over', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  it('starts the first year', async () => {
    const api = lending.as('lender');
    const loanId = await aSignedLoan(api);
    const computerId = newTypeId('computer');
    const input = { loanId, computerId, on: '2011-01-10', idempotencyKey: aKey() };
    const { loan, userErrors } = await tell(
      api,
      'handOverComputer',
      input,
      'startedOn dueOn isSettling computer { id } machines { computer { id } fromOn toOn } terms { number startsOn endsOn agreedOn } history { verb happenedOn recordedBy }',
    );
    expect(userErrors).toEqual([]);
    expect(loan).toMatchObject({
      state: 'ACTIVE',
      startedOn: '2011-01-10',
      dueOn: '2012-01-10',
      isSettling: false,
      computer: { id: computerId },
      machines: [{ computer: { id: computerId }, fromOn: '2011-01-10', toOn: null }],
      terms: [{ number: 1, startsOn: '2011-01-10', endsOn: '2012-01-10', agreedOn: '2011-01-10' }],
    });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({
      verb: 'handOverComputer',
      happenedOn: '2011-01-10',
      recordedBy: 'test:lender',
    });
    expect(lending.inventory.out.get(computerId)).toBe(loanId);
  });
});
