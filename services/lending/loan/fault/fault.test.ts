import { Client } from 'pg';
import { newTypeId } from '../../../../packages/platform/context/ids.ts';
import { aLending, type LendingUnderTest } from '../../testing/a-lending.ts';
import { aKey, anActiveLoan, aSignedLoan, tell } from '../loan.factory.ts';

const FIELDS = `lastSeenOn computer { id } history { verb details }
  faults { id problem repairTicket { id } reportedOn resolvedOn resolution computer { id } }`;

interface Fault {
  id: string;
  repairTicket: { id: string };
}

describe('A computer on loan', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending()));
  afterAll(() => lending.close());

  const send = (verb: string, input: object) =>
    tell(lending.as('lender'), verb, { idempotencyKey: aKey(), ...input }, FIELDS);
  const report = (input: object) => send('reportFault', { problem: 'The screen stays black', ...input });
  const checkUp = (input: object) => send('recordCheckUp', { condition: 'WORKING', ...input });
  const aFault = async () => {
    const { loanId, computerId } = await anActiveLoan(lending.as('lender'), { startedOn: '2011-01-10' });
    const { loan } = await report({ loanId, on: '2011-03-01' });
    const [fault] = loan['faults'] as [Fault];
    return { loanId, computerId, fault, loan };
  };

  it('gets a repair ticket when its borrower reports a fault, and stays on loan', async () => {
    const { loan, computerId, fault } = await aFault();
    expect(loan).toMatchObject({
      state: 'ACTIVE',
      computer: { id: computerId },
      faults: [
        {
          problem: 'The screen stays black',
          repairTicket: { id: lending.inventory.tickets.get(computerId) },
          reportedOn: '2011-03-01',
          resolvedOn: null,
          resolution: null,
          computer: { id: computerId },
        },
      ],
    });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({
      verb: 'reportFault',
      details: { fault: fault.id, computer: computerId, repairTicket: fault.repairTicket.id },
    });
  });

  it('is mended and stays', async () => {
    const { loanId, fault } = await aFault();
    const { loan } = await send('resolveFault', { loanId, faultId: fault.id, on: '2011-03-09' });
    expect(loan).toMatchObject({
      lastSeenOn: '2011-03-09',
      faults: [{ resolvedOn: '2011-03-09', resolution: 'REPAIRED' }],
    });
    const again = await send('resolveFault', { loanId, faultId: fault.id });
    expect(again.userErrors).toMatchObject([{ field: ['faultId'], code: 'FAULT_RESOLVED' }]);
  });

  it('is exchanged, and its fault is over', async () => {
    const { loanId, fault } = await aFault();
    const computerId = newTypeId('computer');
    const { loan } = await send('swapComputer', { loanId, computerId, condition: 'BROKEN', on: '2011-03-12' });
    expect(loan).toMatchObject({
      computer: { id: computerId },
      faults: [{ id: fault.id, resolvedOn: '2011-03-12', resolution: 'SWAPPED' }],
    });
  });

  it("comes back with its fault, which is the workshop's then", async () => {
    const { loanId } = await aFault();
    const { loan } = await send('returnComputer', { loanId, condition: 'BROKEN', on: '2011-03-20' });
    expect(loan).toMatchObject({ faults: [{ resolvedOn: '2011-03-20', resolution: 'LOAN_ENDED' }] });
  });

  it('has no fault that the inventory refuses', async () => {
    const { loanId, computerId } = await anActiveLoan(lending.as('lender'));
    lending.inventory.keepsOut.add(computerId);
    expect((await report({ loanId })).userErrors).toMatchObject([{ code: 'OUT_OF_ORDER' }]);
    const { loan } = await lending.as('lender').request(`{ loan(id: "${loanId}") { isSettling ${FIELDS} } }`);
    expect(loan).toMatchObject({ isSettling: false, faults: [] });
  });

  it('is seen by the staff', async () => {
    const { loanId } = await anActiveLoan(lending.as('lender'), { startedOn: '2011-01-10' });
    const { loan } = await checkUp({ loanId, on: '2011-05-02', condition: 'BROKEN' });
    expect(loan).toMatchObject({ lastSeenOn: '2011-05-02' });
    expect((loan['history'] as unknown[]).at(-1)).toEqual({ verb: 'recordCheckUp', details: { condition: 'BROKEN' } });
  });

  describe('and the list of open faults', () => {
    const openFaults = async (fields = 'id', first = 100) =>
      (await lending.as('lender').request(`{ openFaults(first: ${first}) { nodes { ${fields} } } }`)).openFaults.nodes;
    const ids = async (): Promise<string[]> => (await openFaults()).map(({ id }: Fault) => id);

    it('names those that are not over, oldest first, each with its loan', async () => {
      const [first, second, third] = [await aFault(), await aFault(), await aFault()];
      await send('resolveFault', { loanId: second.loanId, faultId: second.fault.id, on: '2011-03-09' });
      await send('returnComputer', { loanId: third.loanId, condition: 'BROKEN', on: '2011-03-20' });
      const last = await aFault();
      const told = await openFaults('id resolvedOn loan { id } repairTicket { id }');
      expect(told.slice(-2)).toEqual(
        [first, last].map(({ loanId, fault: { id, repairTicket } }) => ({
          id,
          resolvedOn: null,
          loan: { id: loanId },
          repairTicket,
        })),
      );
      expect(await ids()).not.toEqual(expect.arrayContaining([second.fault.id]));
    });

    it('reads as many statements for many faults as for one', async () => {
      for (let count = 0; count < 3; count++) await aFault();
      const statements = (first: number) =>
        lending.countStatements(() => openFaults('id loan { id state computer { id } }', first));
      expect(await statements(4)).toBe(await statements(1));
    });
  });

  it('knows no fault of another loan', async () => {
    const { fault } = await aFault();
    const { loanId } = await anActiveLoan(lending.as('lender'));
    const { userErrors } = await send('resolveFault', { loanId, faultId: fault.id });
    expect(userErrors).toMatchObject([{ field: ['faultId'], code: 'NOT_FOUND' }]);
  });

  it.each(['reportFault', 'resolveFault', 'recordCheckUp'])('must be on loan for %s', async (verb) => {
    const loanId = await aSignedLoan(lending.as('lender'));
    const { userErrors } = await send(verb, { loanId, ...OF_VERB[verb] });
    expect(userErrors).toMatchObject([{ field: ['loanId'], code: 'NOT_ACTIVE' }]);
  });

  it.each(['reportFault', 'resolveFault', 'recordCheckUp'])('waits for the inventory before %s', async (verb) => {
    const { loanId } = await anActiveLoan(lending.as('lender'));
    lending.inventory.breakDown = 'before';
    await report({ loanId });
    lending.inventory.breakDown = 'never';
    const { userErrors } = await send(verb, { loanId, ...OF_VERB[verb] });
    expect(userErrors).toMatchObject([{ field: ['loanId'], code: 'CROSSING_PENDING' }]);
  });

  const OF_VERB: Record<string, object> = {
    reportFault: { problem: 'No sound' },
    resolveFault: { faultId: 'fault_none' },
    recordCheckUp: { condition: 'WORKING' },
  };

  describe.each(['reportFault', 'resolveFault', 'recordCheckUp'])('and %s', (verb) => {
    it.each([
      ['NOT_FOUND', 'loanId', { loanId: 'loan_none' }],
      ['BEFORE_LAST_STEP', 'on', { on: '2011-01-09' }],
      ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
      ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
    ])('are refused with %s (%s)', async (code, field, input) => {
      const { loanId } = await anActiveLoan(lending.as('lender'), { startedOn: '2011-01-10' });
      const { userErrors } = await send(verb, { loanId, ...OF_VERB[verb], ...input });
      expect(userErrors).toMatchObject([{ field: [field], code }]);
    });
  });

  it('is reported with words, or not at all', async () => {
    const { loanId } = await anActiveLoan(lending.as('lender'));
    const { userErrors } = await report({ loanId, problem: '' });
    expect(userErrors).toMatchObject([{ field: ['problem'], code: 'INVALID_INPUT' }]);
  });

  it.each([
    ['lender', true],
    ['manager', true],
    ['service', true],
    ['trainer', false],
    ['technician,coordinator,partner,instance', false],
    ['', false],
  ])('shows its faults to the role "%s": %s, whatever the code asks', async (roles, isSeen) => {
    await aFault();
    const options = `-c search_path=lending -c app.roles=${roles}`;
    const client = new Client({ connectionString: lending.loginUrl, options });
    await client.connect();
    const { rowCount } = await client.query('select from loan_fault');
    await client.end();
    expect(rowCount! > 0).toBe(isSeen);
  });
});
