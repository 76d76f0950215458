import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aKey, anActiveLoan, aSignedLoan, tell } from './loan.factory.ts';

describe('Returning a computer', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const giveBack = (input: object) =>
    tell(
      lending.as('lender'),
      'returnComputer',
      { condition: 'WORKING', idempotencyKey: aKey(), ...input },
      'returnedOn computer { id } machines { toOn condition } history { verb happenedOn }',
    );

  it('ends the loan', async () => {
    const { loanId, computerId } = await anActiveLoan(lending.as('lender'));
    const { loan, userErrors } = await giveBack({ loanId, on: '2011-06-01' });
    expect(userErrors).toEqual([]);
    expect(loan).toMatchObject({
      state: 'RETURNED',
      returnedOn: '2011-06-01',
      computer: null,
      machines: [{ toOn: '2011-06-01', condition: 'WORKING' }],
    });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({ verb: 'returnComputer', happenedOn: '2011-06-01' });
    expect(lending.inventory.out.has(computerId)).toBe(false);
  });

  it('frees the computer for another loan, once inventory says it is ready', async () => {
    const { loanId, computerId } = await anActiveLoan(lending.as('lender'));
    await giveBack({ loanId, on: '2011-06-01' });
    lending.inventory.notReady.delete(computerId);
    const next = await anActiveLoan(lending.as('lender'), { computerId, startedOn: '2011-06-02' });
    const { loan } = await lending.as('lender').request(`{ loan(id: "${next.loanId}") { computer { id } } }`);
    expect(loan.computer.id).toBe(computerId);
  });

  it('may be late', async () => {
    const { loanId } = await anActiveLoan(lending.as('lender'), { startedOn: '2010-01-10' });
    expect((await giveBack({ loanId })).loan).toMatchObject({ state: 'RETURNED', returnedOn: '2011-06-15' });
  });

  it('is refused with what the inventory says, and leaves the loan running', async () => {
    const { loanId, computerId } = await anActiveLoan(lending.as('lender'));
    lending.inventory.keepsOut.add(computerId);
    expect((await giveBack({ loanId })).userErrors).toMatchObject([{ code: 'OUT_OF_ORDER' }]);
    const { loan } = await lending
      .as('lender')
      .request(`{ loan(id: "${loanId}") { state isSettling computer { id } } }`);
    expect(loan).toEqual({ state: 'ACTIVE', isSettling: false, computer: { id: computerId } });
  });

  it('is refused when the borrower has no computer', async () => {
    const { userErrors } = await giveBack({ loanId: await aSignedLoan(lending.as('lender')) });
    expect(userErrors).toMatchObject([{ field: ['loanId'], code: 'NOT_ACTIVE' }]);
  });

  it.each([
    ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
    ['BEFORE_LAST_STEP', 'on', { on: '2011-01-09' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { loanId } = await anActiveLoan(lending.as('lender'), { startedOn: '2011-01-10' });
    const { userErrors } = await giveBack({ loanId, ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });
});
