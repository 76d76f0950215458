import { newTypeId } from '../../../../packages/platform/context/ids.ts';
import { aLending, type LendingUnderTest } from '../../testing/a-lending.ts';
import { aKey, anActiveLoan, aSignedLoan, done, tell } from '../loan.factory.ts';

const FIELDS = `dueOn overdueStage computer { id } machines { toOn condition } cession { on price }
  loss { on how complainedOn } sanction { until liftedOn liftReason } history { verb details }`;

describe('A loan whose computer does not come back', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const send = (verb: string, input: object) =>
    tell(lending.as('lender'), verb, { idempotencyKey: aKey(), ...input }, FIELDS);
  const cede = (input: object) => send('cedeLoanedComputer', { price: 0, ...input });
  const giveUp = (input: object) => send('declareUnrecovered', { how: 'LOST', ...input });
  const lift = (input: object) =>
    tell(lending.as('manager'), 'liftSanction', { reason: 'It was found', ...input }, FIELDS);
  const aLoanSince = async (startedOn: string, kind = 'DESKTOP') => {
    const computerId = newTypeId('computer');
    lending.inventory.kinds.set(computerId, kind);
    return anActiveLoan(lending.as('lender'), { startedOn, computerId });
  };

  it("ends when the computer becomes the borrower's own", async () => {
    const { loanId, computerId } = await aLoanSince('2010-06-20');
    const { loan, userErrors } = await cede({ loanId, price: 49.9, on: '2011-06-01' });
    expect(userErrors).toEqual([]);
    expect(loan).toMatchObject({
      state: 'CEDED',
      computer: null,
      machines: [{ toOn: '2011-06-01', condition: null }],
      cession: { on: '2011-06-01', price: 49.9 },
      loss: null,
      sanction: null,
    });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({
      verb: 'cedeLoanedComputer',
      details: { computer: computerId, priceCents: 4990 },
    });
    expect(lending.inventory.gone.get(computerId)).toBe('CEDED');
  });

  it.each([
    ['LAPTOP', 180],
    ['DESKTOP', 150],
    ['TABLET', 150],
  ])('costs no more than the cap of a %s', async (kind, cap) => {
    const { loanId } = await aLoanSince('2010-06-20', kind);
    expect((await cede({ loanId, price: cap + 0.01 })).userErrors).toMatchObject([
      { field: ['price'], code: 'PRICE_ABOVE_CAP', message: expect.stringContaining(`${cap} €`) },
    ]);
    expect((await cede({ loanId, price: cap })).loan).toMatchObject({ cession: { price: cap } });
  });

  it('ends when the computer is lost, and its borrower borrows nothing for a year', async () => {
    const { loanId, computerId } = await aLoanSince('2010-09-20');
    const { loan } = await giveUp({ loanId, on: '2011-06-01' });
    expect(loan).toMatchObject({
      state: 'UNRECOVERED',
      computer: null,
      loss: { on: '2011-06-01', how: 'LOST', complainedOn: null },
      sanction: { until: '2012-05-31', liftedOn: null },
    });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({
      verb: 'declareUnrecovered',
      details: { computer: computerId, how: 'LOST' },
    });
    expect(lending.inventory.gone.get(computerId)).toBe('LOST');
  });

  it('ends when the computer is stolen, and nobody is to blame', async () => {
    const { loanId, computerId } = await aLoanSince('2010-09-20');
    const { loan } = await giveUp({ loanId, how: 'STOLEN', complainedOn: '2011-05-30', on: '2011-06-01' });
    expect(loan).toMatchObject({ loss: { how: 'STOLEN', complainedOn: '2011-05-30' }, sanction: null });
    expect(lending.inventory.gone.get(computerId)).toBe('STOLEN');
  });

  it('is given up when every reminder was made, two months after its end', async () => {
    const { loanId } = await aLoanSince('2010-04-16');
    const tooSoon = await giveUp({ loanId, how: 'NOT_RETURNED', on: '2011-06-14' });
    expect(tooSoon.userErrors).toMatchObject([
      { field: ['how'], code: 'NOT_OVERDUE_ENOUGH', message: expect.stringContaining('2011-06-15') },
    ]);
    const { loan } = await giveUp({ loanId, how: 'NOT_RETURNED' });
    expect(loan).toMatchObject({
      state: 'UNRECOVERED',
      loss: { how: 'NOT_RETURNED' },
      sanction: { until: '2012-06-14' },
    });
  });

  it.each([
    ['2010-06-15', null],
    ['2010-06-14', 'REMINDER'],
    ['2010-05-31', 'SECOND_REMINDER'],
    ['2010-05-16', 'FORMAL_NOTICE'],
    ['2010-04-16', 'UNRECOVERABLE'],
  ])('since %s calls for %s', async (startedOn, stage) => {
    const { loanId } = await aLoanSince(startedOn);
    const { loan } = await lending.as('lender').request(`{ loan(id: "${loanId}") { overdueStage } }`);
    expect(loan.overdueStage).toBe(stage);
  });

  it('lets its borrower borrow again when a manager says so, once', async () => {
    const { loanId } = await aLoanSince('2010-09-20');
    expect((await lift({ loanId })).userErrors).toMatchObject([{ field: ['loanId'], code: 'NO_SANCTION' }]);
    await giveUp({ loanId, on: '2011-06-01' });
    expect((await lift({ loanId, on: '2011-06-10' })).loan).toMatchObject({
      sanction: { until: '2012-05-31', liftedOn: '2011-06-10', liftReason: 'It was found' },
    });
    expect((await lift({ loanId })).userErrors).toMatchObject([{ field: ['loanId'], code: 'NO_SANCTION' }]);
  });

  it('is refused with what the inventory says, and goes on', async () => {
    const { loanId, computerId } = await aLoanSince('2010-09-20');
    lending.inventory.keepsOut.add(computerId);
    for (const end of [cede, giveUp])
      expect((await end({ loanId })).userErrors).toMatchObject([{ code: 'OUT_OF_ORDER' }]);
    const { loan } = await lending
      .as('lender')
      .request(`{ loan(id: "${loanId}") { state isSettling computer { id } } }`);
    expect(loan).toEqual({ state: 'ACTIVE', isSettling: false, computer: { id: computerId } });
  });

  it.each(['cedeLoanedComputer', 'declareUnrecovered'])('does nothing more while %s waits', async (verb) => {
    const { loanId } = await aLoanSince('2010-09-20');
    lending.inventory.breakDown = 'before';
    await send(verb, { loanId, ...OF_VERB[verb] });
    lending.inventory.breakDown = 'never';
    expect((await send(verb, { loanId, ...OF_VERB[verb] })).userErrors).toMatchObject([{ code: 'CROSSING_PENDING' }]);
  });

  it('ends once when two lenders press at the same moment', async () => {
    const { loanId } = await aLoanSince('2010-09-20');
    const answers = await Promise.all([cede({ loanId }), giveUp({ loanId })]);
    const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(codes).toHaveLength(1);
    expect(['NOT_ACTIVE', 'CROSSING_PENDING']).toContain(codes[0]);
  });

  const OF_VERB: Record<string, object> = { cedeLoanedComputer: { price: 0 }, declareUnrecovered: { how: 'LOST' } };

  describe.each(['cedeLoanedComputer', 'declareUnrecovered'])('and %s', (verb) => {
    it.each([
      ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
      ['BEFORE_LAST_STEP', 'on', { on: '2010-09-19' }],
      ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
      ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
    ])('are refused with %s (%s)', async (code, field, input) => {
      const { loanId } = await aLoanSince('2010-09-20');
      const { userErrors } = await send(verb, { loanId, ...OF_VERB[verb], ...input });
      expect(userErrors).toMatchObject([{ field: [field], code }]);
    });

    it('are refused before a computer was handed over', async () => {
      const { userErrors } = await send(verb, { loanId: await aSignedLoan(lending.as('lender')), ...OF_VERB[verb] });
      expect(userErrors).toMatchObject([{ field: ['loanId'], code: 'NOT_ACTIVE' }]);
    });
  });

  it.each([
    ['COMPLAINT_OF_THEFT', 'complainedOn', { how: 'STOLEN' }],
    ['COMPLAINT_OF_THEFT', 'complainedOn', { how: 'LOST', complainedOn: '2011-06-01' }],
    ['IN_THE_FUTURE', 'complainedOn', { how: 'STOLEN', complainedOn: '2011-06-02', on: '2011-06-01' }],
  ])('is not given up with %s (%s)', async (code, field, input) => {
    const { loanId } = await aLoanSince('2010-09-20');
    expect((await giveUp({ loanId, ...input })).userErrors).toMatchObject([{ field: [field], code }]);
  });

  it.each([-1, 10.001])('is not ceded for %d €', async (price) => {
    const { loanId } = await aLoanSince('2010-09-20');
    expect((await cede({ loanId, price })).userErrors).toMatchObject([{ field: ['price'], code: 'INVALID_INPUT' }]);
  });

  it.each([
    ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
    ['BEFORE_LAST_STEP', 'on', { on: '2011-05-31' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'reason', { reason: '' }],
  ])('keeps its sanction with %s (%s)', async (code, field, input) => {
    const { loanId } = await aLoanSince('2010-09-20');
    await done(lending.as('lender'), 'declareUnrecovered', {
      loanId,
      how: 'LOST',
      on: '2011-06-01',
      idempotencyKey: aKey(),
    });
    expect((await lift({ loanId, ...input })).userErrors).toMatchObject([{ field: [field], code }]);
  });

  it.each(['liftSanction', 'closeLoan'])('is for a manager to forget or forgive: %s', async (verb) => {
    const { loanId } = await aLoanSince('2010-09-20');
    const input = verb === 'liftSanction' ? { loanId, reason: 'It was found' } : { loanId };
    await expect(tell(lending.as('lender'), verb, input)).rejects.toThrow('FORBIDDEN');
  });
});
