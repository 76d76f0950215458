import { SPLIT_BATCHES } from '../../../../packages/platform/testing/batches.ts';
import { aLending, type LendingUnderTest } from '../../testing/a-lending.ts';
import { aLoan, aSignedLoan, aWaitingLoan, tell } from '../loan.factory.ts';

const PRESCRIBED = { priority: 'PRESCRIBED', reason: 'For somebody the CCAS accompanies' } as const;

describe('The waiting list', () => {
  let lending: LendingUnderTest;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    lending = await aLending();
    ids['later'] = await aWaitingLoan(lender(), { on: '2011-03-01' });
    ids['unequipped'] = await aWaitingLoan(lender(), {
      on: '2011-04-01',
      priority: 'UNEQUIPPED',
      reason: 'No computer',
    });
    ids['earlier'] = await aWaitingLoan(lender(), { on: '2011-02-01' });
    ids['prescribed'] = await aWaitingLoan(lender(), { on: '2011-05-01', ...PRESCRIBED });
    ids['sameDay'] = await aWaitingLoan(lender(), { on: '2011-03-01' });
  });
  afterAll(() => lending.close());

  const lender = () => lending.as('lender');
  const approve = (input: object) => tell(lender(), 'approveLoan', input, 'outOfTurnReason history { verb details }');
  const waitlist = (input: object) =>
    tell(
      lender(),
      'waitlistLoan',
      input,
      'priority priorityReason waitlistedOn waitingPosition history { verb details }',
    );
  const inLine = ['prescribed', 'unequipped', 'earlier', 'later', 'sameDay'];

  it('is in fair order: by priority, then by the day of the request, then as they came', async () => {
    const { waitingList } = await lender().request(
      '{ waitingList { nodes { position loan { id waitingPosition } } } }',
    );
    const expected = inLine.map((name, index) => ({
      position: index + 1,
      loan: { id: ids[name], waitingPosition: index + 1 },
    }));
    expect(waitingList.nodes).toEqual(expected);
  });

  it('is read page by page, with as many statements for two as for fifty', async () => {
    const page = (first: number, after: string | null = null) =>
      lender().request(
        `query ($first: Int!, $after: String) { waitingList(first: $first, after: $after) {
          nodes { loan { id waitingPosition faults { id } household { id } } } pageInfo { hasNextPage endCursor } } }`,
        { first, after },
      );
    const first = (await page(2)).waitingList;
    const rest = (await page(50, first.pageInfo.endCursor)).waitingList;
    const read = [...first.nodes, ...rest.nodes].map(({ loan }: { loan: { id: string } }) => loan.id);
    expect(read).toEqual(inLine.map((name) => ids[name]));
    expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
    const statements = [await lending.countStatements(() => page(2)), await lending.countStatements(() => page(50))];
    expect(statements[1]).toBeLessThanOrEqual(statements[0]! + SPLIT_BATCHES);
  });

  it('lets nobody pass without a reason that is kept, whether they wait or not', async () => {
    for (const loanId of [ids['earlier'], await aLoan(lender(), { on: '2011-06-01' })]) {
      const { userErrors } = await approve({ loanId });
      expect(userErrors).toMatchObject([{ field: ['loanId'], code: 'NOT_FIRST_IN_LINE' }]);
      expect(userErrors[0]!.message).not.toContain(ids['prescribed']);
    }
    const { loan } = await approve({ loanId: ids['sameDay'], outOfTurnReason: 'The only one who needs a tablet' });
    expect(loan).toMatchObject({ state: 'APPROVED', outOfTurnReason: 'The only one who needs a tablet' });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({ verb: 'approveLoan', details: { isOutOfTurn: true } });
  });

  it('did not exist yet on the day of an earlier approval', async () => {
    const loanId = await aLoan(lender(), { on: '2011-01-10' });
    expect((await approve({ loanId, on: '2011-01-31' })).userErrors).toEqual([]);
  });

  it('is served from its head, by one of two lenders who press at the same moment', async () => {
    const answers = await Promise.all([
      approve({ loanId: ids['prescribed'] }),
      approve({ loanId: ids['prescribed'], outOfTurnReason: 'Urgent' }),
    ]);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['NOT_REQUESTED']);
    expect((await approve({ loanId: ids['unequipped'], outOfTurnReason: 'Not needed' })).loan).toMatchObject({
      outOfTurnReason: null,
    });
  });

  it('gives another place to whoever gets another priority, and keeps since when they wait', async () => {
    const { loan } = await waitlist({ loanId: ids['later'], ...PRESCRIBED, on: '2011-06-10' });
    expect(loan).toMatchObject({
      state: 'WAITLISTED',
      waitlistedOn: '2011-03-01',
      priority: 'PRESCRIBED',
      priorityReason: PRESCRIBED.reason,
      waitingPosition: 1,
    });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({
      verb: 'waitlistLoan',
      details: { priority: 'PRESCRIBED' },
    });
  });

  it.each([
    ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
    ['PRIORITY_WITHOUT_REASON', 'reason', { priority: 'UNEQUIPPED' }],
    ['BEFORE_LAST_STEP', 'on', { on: '2011-05-31' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'reason', { reason: '' }],
  ])('is refused to a request with %s (%s)', async (code, field, input) => {
    const loanId = await aLoan(lender(), { on: '2011-06-01' });
    expect((await waitlist({ loanId, ...input })).userErrors).toMatchObject([{ field: [field], code }]);
  });

  it('is not for a loan that is decided', async () => {
    const loanId = await aLoan(lender(), { on: '2011-01-03' });
    await approve({ loanId, on: '2011-01-03' });
    expect((await waitlist({ loanId })).userErrors).toMatchObject([{ code: 'NOT_REQUESTED' }]);
    expect(await aSignedLoan(lender(), { on: '2011-01-04' })).toMatch(/^loan_/);
  });
});
