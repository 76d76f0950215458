import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { aKey, anActiveLoan, aSignedLoan, tell } from './loan.factory.ts';

describe('Swapping the computer of a loan', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const swap = (input: object) =>
    tell(
      lending.as('lender'),
      'swapComputer',
      { computerId: newTypeId('computer'), condition: 'BROKEN', idempotencyKey: aKey(), ...input },
      'dueOn computer { id } machines { computer { id } fromOn toOn condition } history { verb details }',
    );

  it('gives another one and takes the first one back; the loan goes on', async () => {
    const { loanId, computerId: first } = await anActiveLoan(lending.as('lender'), { startedOn: '2011-01-10' });
    const second = newTypeId('computer');
    const { loan, userErrors } = await swap({ loanId, computerId: second, on: '2011-03-01' });
    expect(userErrors).toEqual([]);
    expect(loan).toMatchObject({
      state: 'ACTIVE',
      dueOn: '2012-01-10',
      computer: { id: second },
      machines: [
        { computer: { id: first }, fromOn: '2011-01-10', toOn: '2011-03-01', condition: 'BROKEN' },
        { computer: { id: second }, fromOn: '2011-03-01', toOn: null, condition: null },
      ],
    });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({
      verb: 'swapComputer',
      details: { computerOut: second, computerBack: first, condition: 'BROKEN' },
    });
    expect([lending.inventory.out.has(first), lending.inventory.out.get(second)]).toEqual([false, loanId]);
  });

  it('leaves the borrower their computer when the other one is not ready', async () => {
    const { loanId, computerId: first } = await anActiveLoan(lending.as('lender'));
    const second = newTypeId('computer');
    lending.inventory.notReady.add(second);
    expect((await swap({ loanId, computerId: second })).userErrors).toMatchObject([{ code: 'COMPUTER_NOT_READY' }]);
    const { loan } = await lending.as('lender').request(`{ loan(id: "${loanId}") { computer { id } isSettling } }`);
    expect(loan).toEqual({ computer: { id: first }, isSettling: false });
    expect(lending.inventory.out.get(first)).toBe(loanId);
  });

  it('puts the other one back when the first one cannot be taken back', async () => {
    const { loanId, computerId: first } = await anActiveLoan(lending.as('lender'));
    const second = newTypeId('computer');
    lending.inventory.keepsOut.add(first);
    expect((await swap({ loanId, computerId: second })).userErrors).toMatchObject([{ code: 'OUT_OF_ORDER' }]);
    expect([lending.inventory.out.get(first), lending.inventory.out.has(second)]).toEqual([loanId, false]);
    const { loan } = await lending.as('lender').request(`{ loan(id: "${loanId}") { computer { id } isSettling } }`);
    expect(loan).toEqual({ computer: { id: first }, isSettling: false });
  });

  it('is refused before a computer was handed over', async () => {
    const { userErrors } = await swap({ loanId: await aSignedLoan(lending.as('lender')) });
    expect(userErrors).toMatchObject([{ field: ['loanId'], code: 'NOT_ACTIVE' }]);
  });

  it('is refused for a computer that is on a loan, the same one included', async () => {
    const { loanId, computerId } = await anActiveLoan(lending.as('lender'));
    const { userErrors } = await swap({ loanId, computerId });
    expect(userErrors).toMatchObject([{ field: ['computerId'], code: 'COMPUTER_ALREADY_OUT' }]);
  });

  it.each([
    ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
    ['BEFORE_LAST_STEP', 'on', { on: '2011-01-09' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'computerId', { computerId: 'PC 12' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { loanId } = await anActiveLoan(lending.as('lender'), { startedOn: '2011-01-10' });
    const { userErrors } = await swap({ loanId, ...input });
    expect(userErrors).toMatchObject([{ field: [field], code }]);
  });
});
