import { newTypeId } from '../../../../packages/platform/context/ids.ts';
import { aLending, JOBS, type LendingUnderTest } from '../../testing/a-lending.ts';
import { query, runJob, until } from '../../testing/run-job.ts';
import { createLendingSubgraph } from '../../subgraph.ts';
import { aKey, aLoan, anActiveLoan, aSignedLoan, tell, type LoanAnswer } from '../loan.factory.ts';

const FIELDS =
  'isSettling computer { id } machines { computer { id } toOn } terms { number } faults { problem } history { verb }';

describe('What crosses to the inventory', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending({ jobs: JOBS })));
  afterAll(() => lending.close());
  afterEach(() => void (lending.inventory.breakDown = 'never'));

  const send = (verb: string, input: object): Promise<LoanAnswer> => tell(lending.as('lender'), verb, input, FIELDS);
  const loanOf = async (id: string) =>
    (await lending.as('lender').request(`{ loan(id: "${id}") { id state ${FIELDS} } }`)).loan;

  const settled = async (loanId: string) => {
    await settleNow(lending, loanId);
    return loanOf(loanId);
  };

  const aHandOver = async () => ({
    loanId: await aSignedLoan(lending.as('lender')),
    computerId: newTypeId('computer'),
    idempotencyKey: aKey(),
  });

  describe.each(['before', 'after'] as const)('when the inventory breaks down %s it acts', (breakDown) => {
    it('says that a hand-over waits, and the queue finishes it', async () => {
      const input = await aHandOver();
      lending.inventory.breakDown = breakDown;
      const { userErrors } = await send('handOverComputer', input);
      expect(userErrors).toMatchObject([{ field: null, code: 'INVENTORY_UNREACHABLE' }]);
      expect(await loanOf(input.loanId)).toMatchObject({
        state: 'SIGNED',
        isSettling: true,
        computer: null,
        machines: [],
      });
      lending.inventory.breakDown = 'never';
      expect(await settled(input.loanId)).toMatchObject({
        state: 'ACTIVE',
        computer: { id: input.computerId },
        terms: [{ number: 1 }],
      });
      expect(lending.inventory.out.get(input.computerId)).toBe(input.loanId);
    });

    it('finishes a hand-over when the same request is made again', async () => {
      const input = await aHandOver();
      lending.inventory.breakDown = breakDown;
      await send('handOverComputer', input);
      lending.inventory.breakDown = 'never';
      const { loan, userErrors } = await send('handOverComputer', input);
      expect(userErrors).toEqual([]);
      expect(loan).toMatchObject({ state: 'ACTIVE', computer: { id: input.computerId } });
    });

    it('finishes a swap', async () => {
      const { loanId, computerId: first } = await anActiveLoan(lending.as('lender'));
      const second = newTypeId('computer');
      lending.inventory.breakDown = breakDown;
      await send('swapComputer', { loanId, computerId: second, condition: 'WORKING', idempotencyKey: aKey() });
      expect(await loanOf(loanId)).toMatchObject({ isSettling: true, computer: { id: first } });
      lending.inventory.breakDown = 'never';
      expect(await settled(loanId)).toMatchObject({ state: 'ACTIVE', computer: { id: second } });
      expect([lending.inventory.out.has(first), lending.inventory.out.get(second)]).toEqual([false, loanId]);
    });

    it('finishes a return', async () => {
      const { loanId, computerId } = await anActiveLoan(lending.as('lender'));
      lending.inventory.breakDown = breakDown;
      await send('returnComputer', { loanId, condition: 'WORKING', idempotencyKey: aKey() });
      expect(await loanOf(loanId)).toMatchObject({ state: 'ACTIVE', isSettling: true });
      lending.inventory.breakDown = 'never';
      expect(await settled(loanId)).toMatchObject({ state: 'RETURNED', computer: null });
      expect(lending.inventory.out.has(computerId)).toBe(false);
    });
  });

  describe.each(['before', 'after'] as const)('when the inventory breaks down %s it acts, the queue', (breakDown) => {
    it.each([
      ['reportFault', { problem: 'No picture' }, { state: 'ACTIVE', faults: [{ problem: 'No picture' }] }],
      ['cedeLoanedComputer', { price: 20 }, { state: 'CEDED', computer: null }],
      ['declareUnrecovered', { how: 'LOST' }, { state: 'UNRECOVERED', computer: null }],
    ])('finishes %s', async (verb, input, end) => {
      const { loanId } = await anActiveLoan(lending.as('lender'));
      lending.inventory.breakDown = breakDown;
      const { userErrors } = await send(verb, { loanId, ...input, idempotencyKey: aKey() });
      expect(userErrors).toMatchObject([{ field: null, code: 'INVENTORY_UNREACHABLE' }]);
      expect(await loanOf(loanId)).toMatchObject({ state: 'ACTIVE', isSettling: true, faults: [] });
      lending.inventory.breakDown = 'never';
      const loan = await settled(loanId);
      expect(loan).toMatchObject(end);
      expect(loan.history.at(-1).verb).toBe(verb);
    });
  });

  it('is settled by the calendar, all of it, however long each job would wait', async () => {
    const lender = lending.as('lender');
    const loans = [await anActiveLoan(lender), await anActiveLoan(lender)].map(({ loanId }) => loanId);
    lending.inventory.breakDown = 'before';
    for (const loanId of loans) await send('returnComputer', { loanId, condition: 'WORKING', idempotencyKey: aKey() });
    await query(
      lending,
      `update lending_jobs._private_jobs set run_at = now() + interval '6 hours' where key like 'crossing%'`,
    );
    lending.inventory.breakDown = 'never';
    await runJob(lending, 'settle_crossings');
    for (const loanId of loans) expect(await loanOf(loanId)).toMatchObject({ state: 'RETURNED', isSettling: false });
  });

  it('is undone by the queue when the inventory then refuses, and may be tried again', async () => {
    const input = await aHandOver();
    lending.inventory.breakDown = 'before';
    await send('handOverComputer', input);
    lending.inventory.breakDown = 'never';
    lending.inventory.notReady.add(input.computerId);
    expect(await settled(input.loanId)).toMatchObject({ state: 'SIGNED', computer: null, machines: [] });
    expect((await send('handOverComputer', input)).userErrors).toMatchObject([{ code: 'COMPUTER_NOT_READY' }]);
    lending.inventory.notReady.delete(input.computerId);
    expect((await send('handOverComputer', input)).loan).toMatchObject({ state: 'ACTIVE', terms: [{ number: 1 }] });
  });

  it('is concluded once when a request and its repetition get their answers together', async () => {
    const input = await aHandOver();
    lending.inventory.answersAfter = lending.inventory.calls.length + 2;
    const answers = await Promise.all([send('handOverComputer', input), send('handOverComputer', input)]);
    expect(answers.map(({ userErrors }) => userErrors)).toEqual([[], []]);
    expect(await loanOf(input.loanId)).toMatchObject({ state: 'ACTIVE', terms: [{ number: 1 }] });
    expect((await loanOf(input.loanId)).history.map(({ verb }: { verb: string }) => verb)).toEqual([
      'requestLoan',
      'approveLoan',
      'signLoan',
      'handOverComputer',
    ]);
  });

  it('keeps the computer from every other loan while it waits', async () => {
    const input = await aHandOver();
    lending.inventory.breakDown = 'after';
    await send('handOverComputer', input);
    const other = { ...(await aHandOver()), computerId: input.computerId };
    expect((await send('handOverComputer', other)).userErrors).toMatchObject([{ code: 'COMPUTER_ALREADY_OUT' }]);
  });

  it.each(['handOverComputer', 'swapComputer', 'returnComputer'])(
    'lets no %s begin on a loan that waits',
    async (verb) => {
      const { loanId } = await anActiveLoan(lending.as('lender'));
      const waiting =
        verb === 'handOverComputer' ? await aHandOver() : { loanId, condition: 'WORKING', idempotencyKey: aKey() };
      lending.inventory.breakDown = 'before';
      await send(verb === 'handOverComputer' ? verb : 'returnComputer', waiting);
      const computer = verb === 'returnComputer' ? {} : { computerId: newTypeId('computer') };
      const input = { ...waiting, ...computer, idempotencyKey: aKey() };
      expect((await send(verb, input)).userErrors).toMatchObject([{ field: ['loanId'], code: 'CROSSING_PENDING' }]);
    },
  );

  const reserve = (loanId: string): string => {
    const computerId = newTypeId('computer');
    lending.inventory.reserved.set(computerId, loanId);
    return computerId;
  };
  const isKept = (computerId: string) => lending.inventory.reserved.has(computerId);

  const aRunningLoan: typeof aLoan = async (api) => (await anActiveLoan(api)).loanId;

  it.each([
    ['returnComputer', aRunningLoan, () => ({ condition: 'WORKING' }), 'RETURNED'],
    ['cedeLoanedComputer', aRunningLoan, () => ({ price: 0 }), 'CEDED'],
    ['declareUnrecovered', aRunningLoan, () => ({ how: 'LOST' }), 'UNRECOVERED'],
    ['withdrawLoan', aSignedLoan, () => ({}), 'WITHDRAWN'],
    ['refuseLoan', aLoan, () => ({ reason: 'OTHER', referral: 'Emmaüs, Rédéné' }), 'REFUSED'],
    ['handOverComputer', aSignedLoan, () => ({ computerId: newTypeId('computer') }), 'ACTIVE'],
  ])('frees what it kept for a loan after %s, and for that loan only', async (verb, begin, input, state) => {
    const loanId = await begin(lending.as('lender'));
    const [kept, other] = [reserve(loanId), reserve(await aLoan(lending.as('lender')))];
    expect((await send(verb, { loanId, ...input(), idempotencyKey: aKey() })).loan.state).toBe(state);
    await until(() => !isKept(kept));
    expect(isKept(other)).toBe(true);
  });

  it('keeps a computer for a loan whose step is refused', async () => {
    const { loanId } = await anActiveLoan(lending.as('lender'));
    await releaseNow(lending, loanId);
    const kept = reserve(loanId);
    expect((await send('withdrawLoan', { loanId })).userErrors).toMatchObject([{ code: 'NOT_WITHDRAWABLE' }]);
    expect(await releasesLeft(lending, loanId)).toBe(0);
    expect(isKept(kept)).toBe(true);
  });

  it.each(['before', 'after'] as const)(
    'never holds a lender up when it breaks down %s it frees',
    async (breakDown) => {
      const loanId = await aSignedLoan(lending.as('lender'));
      const kept = reserve(loanId);
      lending.inventory.breakDown = breakDown;
      expect((await send('withdrawLoan', { loanId })).loan.state).toBe('WITHDRAWN');
      await until(async () => (await failuresOf(lending, loanId)) > 0);
      lending.inventory.breakDown = 'never';
      await releaseNow(lending, loanId);
      expect(isKept(kept)).toBe(false);
    },
  );

  it('is finished within seconds of a restart, however long the queue would have waited', async () => {
    const dying = await aLending({ jobs: JOBS });
    const input = { loanId: await aSignedLoan(dying.as('lender')), computerId: newTypeId('computer') };
    dying.inventory.breakDown = 'after';
    await tell(dying.as('lender'), 'handOverComputer', { ...input, idempotencyKey: aKey() });
    await query(dying, "update lending_jobs._private_jobs set run_at = now() + interval '6 hours', attempts = 20");
    dying.inventory.breakDown = 'never';
    const { callPeer } = dying.inventory;
    const { loginUrl: databaseUrl, clock } = dying;
    const restarted = await createLendingSubgraph({ ...OPTIONS, databaseUrl, clock, callPeer });
    await untilSettled(dying, input.loanId);
    expect(dying.inventory.out.get(input.computerId)).toBe(input.loanId);
    await restarted.close();
    await dying.close();
  });

  it('is finished by another process when the one that began it hangs or dies', async () => {
    const dying = await aLending();
    const loanId = await aSignedLoan(dying.as('lender'));
    const computerId = newTypeId('computer');
    dying.inventory.breakDown = 'hang';
    const unanswered = tell(dying.as('lender'), 'handOverComputer', { loanId, computerId, idempotencyKey: aKey() });
    await until(() => dying.inventory.calls.length > 0);
    const { callPeer } = lending.inventory;
    const other = await createLendingSubgraph({
      ...OPTIONS,
      databaseUrl: dying.loginUrl,
      clock: dying.clock,
      callPeer,
    });
    await settleNow(dying, loanId);
    dying.inventory.hangUp();
    expect((await unanswered).userErrors).toMatchObject([{ code: 'INVENTORY_UNREACHABLE' }]);
    const { loan } = await dying.as('lender').request(`{ loan(id: "${loanId}") { state ${FIELDS} } }`);
    expect(loan).toMatchObject({ state: 'ACTIVE', computer: { id: computerId }, terms: [{ number: 1 }] });
    await other.close();
    await dying.close();
  });
});

const OPTIONS = {
  identitySecret: new Uint8Array(32),
  association: 'defis',
  hub: null,
  seat: 'COM-56121',
  newId: newTypeId,
  jobs: JOBS,
};

/** Has the queue do now the job it keeps for a later moment, and waits until it has. */
async function settleNow(lending: LendingUnderTest, loanId: string): Promise<void> {
  await query(
    lending,
    `select lending_jobs.add_job('settle_crossing', payload, job_key => key) from lending_jobs._private_jobs
      where key = (select id from lending.crossing where loan_id = $1)`,
    [loanId],
  );
  await untilSettled(lending, loanId);
}

const releaseKey = (loanId: string): string => `release ${loanId}`;

const releasesLeft = async (lending: LendingUnderTest, loanId: string): Promise<number> =>
  (await query(lending, 'select from lending_jobs.jobs where key = $1', [releaseKey(loanId)])).length;

/** How often the job that frees what is kept for a loan has failed so far. */
async function failuresOf(lending: LendingUnderTest, loanId: string): Promise<number> {
  const sql = 'select attempts from lending_jobs.jobs where key = $1 and last_error is not null';
  const [job] = await query<{ attempts: number }>(lending, sql, [releaseKey(loanId)]);
  return job?.attempts ?? 0;
}

/** Has the queue free now what it would try again later, and waits until it has. */
async function releaseNow(lending: LendingUnderTest, loanId: string): Promise<void> {
  const again = 'update lending_jobs._private_jobs set run_at = now() where key = $1 and locked_at is null';
  await until(async () => {
    await query(lending, again, [releaseKey(loanId)]);
    return (await releasesLeft(lending, loanId)) === 0;
  });
}

const untilSettled = ({ as }: LendingUnderTest, loanId: string): Promise<void> =>
  until(async () => !(await as('lender').request(`{ loan(id: "${loanId}") { isSettling } }`)).loan.isSettling);
