import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { anInventory, CAF, refusedWith, type Inventory } from '../inventory.factory.ts';
import { aComputer, findComputer, LOAN, PROOF } from './computer.factory.ts';

const OTHER_LOAN = 'loan_01h455vb4pex5vsknk084sn02r';

describe('Who has a computer', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const custodyOf = async (id: string) => (await findComputer(inventory, id)).custody;
  const openTicket = (computerId: string, loanId = LOAN) =>
    inventory.openLoanRepair({ computerId, loanId, problem: 'No picture', on: '2011-01-25' });

  describe('reserved', () => {
    const reserve = (computerId: string, input: object = {}) =>
      inventory.reserve({ computerId, loanId: LOAN, on: '2011-01-15', ...input });
    const takeOut = (computerId: string, loanId: string) => inventory.takeOut({ computerId, loanId, on: '2011-01-20' });

    it('goes out to its loan only', async () => {
      const { id } = await aComputer(inventory, 'READY');
      const { computer } = await reserve(id);
      expect(computer).toMatchObject({ custody: 'RESERVED', processing: 'READY' });
      expect(await takeOut(id, OTHER_LOAN)).toEqual(refusedWith('COMPUTER_RESERVED', 'computerId'));
      expect((await takeOut(id, LOAN)).userErrors).toEqual([]);
      expect(await custodyOf(id)).toBe('ON_LOAN');
    });

    it('is free again once released', async () => {
      const { id: computerId } = await aComputer(inventory, 'RESERVED');
      const told = await inventory
        .as('lender')
        .request('query ($id: ID!) { computer(id: $id) { reservedFor } }', { id: computerId });
      expect(told).toEqual({ computer: { reservedFor: LOAN } });
      const { computer } = await inventory.release({ computerId, on: '2011-01-16' });
      expect(computer.custody).toBe('IN_STOCK');
      expect((await takeOut(computerId, OTHER_LOAN)).userErrors).toEqual([]);
    });

    it('is one client’s when two want it at the same time', async () => {
      const { id } = await aComputer(inventory, 'READY');
      const answers = await Promise.all([
        reserve(id),
        reserve(id, { loanId: OTHER_LOAN }),
        inventory.takeOut({ computerId: id, loanId: newTypeId('loan'), on: '2011-01-15' }),
      ]);
      const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE');
      expect(codes.filter((code) => code === 'DONE')).toHaveLength(1);
      const lost = codes.filter((code) => code !== 'DONE');
      expect(lost).toEqual(
        codes[2] === 'DONE' ? Array(2).fill('COMPUTER_ALREADY_OUT') : Array(2).fill('COMPUTER_RESERVED'),
      );
    });

    it.each([
      ['ANNOUNCED', 'COMPUTER_NOT_READY'],
      ['ERASED', 'COMPUTER_NOT_READY'],
      ['RESERVED', 'COMPUTER_RESERVED'],
      ['ON_LOAN', 'COMPUTER_ALREADY_OUT'],
      ['IN_REPAIR', 'COMPUTER_IN_REPAIR'],
      ['CEDED', 'COMPUTER_GONE'],
      ['LOST', 'COMPUTER_GONE'],
    ] as const)('is no machine that is %s: %s', async (standing, code) => {
      const { id } = await aComputer(inventory, standing);
      expect(await reserve(id, { on: '2011-06-01' })).toEqual(refusedWith(code, 'computerId'));
    });

    it('is refused for nothing, out of order, in the future, and not released twice', async () => {
      const { id } = await aComputer(inventory, 'READY');
      expect(await reserve('none')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
      expect(await reserve(id, { loanId: 'a loan' })).toEqual(refusedWith('INVALID_INPUT', 'loanId'));
      expect(await reserve(id, { on: '2011-01-11' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
      expect(await reserve(id, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
      const release = (input: object) => inventory.release({ computerId: id, ...input });
      expect(await release({})).toEqual(refusedWith('NOT_RESERVED', 'computerId'));
      expect(await release({ computerId: 'none' })).toEqual(refusedWith('NOT_FOUND', 'computerId'));
      await reserve(id);
      expect(await release({ on: '2011-01-14' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
      expect(await release({ on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    });
  });

  describe('released by its loan', () => {
    const release = (loanId: string, on = '2011-01-17') => inventory.releaseReservation({ loanId, on });
    const reservedFor = async (loanId: string, on: string) => {
      const { id } = await aComputer(inventory, 'READY');
      expect((await inventory.reserve({ computerId: id, loanId, on })).userErrors).toEqual([]);
      return id;
    };

    it('is free again, with every other that the loan kept and did not take', async () => {
      const [loanId, other] = [newTypeId('loan'), newTypeId('loan')];
      const days = ['2011-01-14', '2011-01-15', '2011-01-20'];
      const [taken, ...kept] = await Promise.all(days.map((day) => reservedFor(loanId, day)));
      const others = await reservedFor(other, '2011-01-15');
      await inventory.takeOut({ computerId: taken, loanId, on: '2011-01-16' });
      expect(await release(loanId)).toEqual({ released: 2, userErrors: [] });
      expect(await release(loanId)).toEqual({ released: 0, userErrors: [] });
      const found = await Promise.all([taken!, others, ...kept].map((id) => findComputer(inventory, id)));
      expect(found.map(({ custody }) => custody)).toEqual(['ON_LOAN', 'RESERVED', 'IN_STOCK', 'IN_STOCK']);
      expect(found.slice(2).map(({ history }) => history.at(-1))).toEqual(
        ['2011-01-17', '2011-01-20'].map((happenedOn) => ({
          verb: 'releaseReservation',
          happenedOn,
          details: { loanId, became: { custody: 'IN_STOCK' } },
        })),
      );
      expect((await inventory.takeOut({ computerId: kept[0], loanId: other, on: '2011-01-18' })).userErrors).toEqual(
        [],
      );
    });

    it('is refused for no loan and for a day to come', async () => {
      expect(await release('a loan')).toEqual(refusedWith('INVALID_INPUT', 'loanId'));
      expect(await release(newTypeId('loan'), '2011-06-16')).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    });
  });

  describe('ceded, or gone with a borrower', () => {
    const cede = (computerId: string, input: object = {}) =>
      inventory.cede({ computerId, loanId: LOAN, on: '2011-02-01', ...input });
    const declare = (computerId: string, input: object = {}) =>
      inventory.declareGone({ computerId, loanId: LOAN, on: '2011-02-01', how: 'STOLEN', ...input });

    it('belongs to its borrower, once', async () => {
      const { id } = await aComputer(inventory, 'ON_LOAN');
      const crossingId = newTypeId('crossing');
      const answer = { computerId: id, donorId: CAF, kind: 'DESKTOP', userErrors: [] };
      expect(await cede(id, { crossingId })).toEqual(answer);
      expect(await cede(id, { crossingId })).toEqual(answer);
      const { custody, history } = await findComputer(inventory, id);
      expect(custody).toBe('CEDED');
      expect(history.filter(({ verb }) => verb === 'cedeComputer')).toHaveLength(1);
      expect(await cede(id)).toEqual(refusedWith('COMPUTER_NOT_ON_LOAN', 'computerId'));
    });

    it('is not ceded while it is repaired', async () => {
      const { id } = await aComputer(inventory, 'ON_LOAN');
      await openTicket(id);
      expect(await cede(id)).toEqual(refusedWith('COMPUTER_IN_REPAIR', 'computerId'));
      expect((await declare(id)).userErrors).toEqual([]);
    });

    it.each(['LOST', 'STOLEN'])('is %s, once', async (how) => {
      const { id } = await aComputer(inventory, 'ON_LOAN');
      const crossingId = newTypeId('crossing');
      for (let times = 0; times < 2; times++) expect((await declare(id, { how, crossingId })).userErrors).toEqual([]);
      expect(await custodyOf(id)).toBe(how);
    });

    it('is refused for good once it was', async () => {
      const { id } = await aComputer(inventory, 'READY');
      const crossingId = newTypeId('crossing');
      const refused = refusedWith('COMPUTER_NOT_ON_LOAN', 'computerId');
      expect(await cede(id, { crossingId })).toEqual(refused);
      expect(await declare(id, { crossingId })).toEqual(refused);
      await inventory.takeOut({ computerId: id, loanId: LOAN, on: '2011-01-20' });
      expect(await cede(id, { crossingId })).toEqual(refused);
      expect(await declare(id, { crossingId })).toEqual(refused);
      expect(await cede(id, { loanId: OTHER_LOAN })).toEqual(refused);
      expect(await custodyOf(id)).toBe('ON_LOAN');
    });

    it('is refused for nothing, out of order and in the future', async () => {
      const { id } = await aComputer(inventory, 'ON_LOAN');
      for (const verb of [cede, declare]) {
        expect(await verb('none')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
        expect(await verb(id, { loanId: 'a loan' })).toEqual(refusedWith('INVALID_INPUT', 'loanId'));
        expect(await verb(id, { on: '2011-01-19' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
        expect(await verb(id, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
      }
    });
  });

  describe('missing', () => {
    const report = (computerId: string, input: object = {}) =>
      inventory.reportMissing({ computerId, how: 'STOLEN', on: '2011-02-01', ...input });
    const recover = (computerId: string, input: object = {}) =>
      inventory.recover({ computerId, on: '2011-03-01', ...input });

    it('is erased again once found', async () => {
      const { id: computerId } = await aComputer(inventory, 'READY');
      expect((await report(computerId)).computer).toMatchObject({ custody: 'STOLEN', processing: 'READY' });
      expect((await recover(computerId)).computer).toMatchObject({ custody: 'IN_STOCK', processing: 'TRIAGED' });
      expect((await inventory.erase({ computerId, ...PROOF })).computer.processing).toBe('ERASED');
    });

    it('comes back from a borrower too, to the bench while its repair is open', async () => {
      const { id } = await aComputer(inventory, 'ON_LOAN');
      await openTicket(id);
      await inventory.declareGone({ computerId: id, loanId: LOAN, on: '2011-02-01', how: 'LOST' });
      expect((await recover(id)).computer).toMatchObject({ custody: 'IN_REPAIR', processing: 'COLLECTED' });
    });

    it.each([
      ['ANNOUNCED', 'NOT_COLLECTED'],
      ['RESERVED', 'RESERVED'],
      ['ON_LOAN', 'ON_LOAN'],
      ['IN_REPAIR', 'IN_REPAIR'],
      ['CEDED', 'CEDED'],
      ['LOST', 'LOST_OR_STOLEN'],
      ['RECYCLED', 'ALREADY_RECYCLED'],
    ] as const)('is no machine that is %s: %s', async (standing, code) => {
      const { id } = await aComputer(inventory, standing);
      expect(await report(id)).toEqual(refusedWith(code, 'computerId'));
      if (standing !== 'LOST') expect(await recover(id)).toEqual(refusedWith('NOT_MISSING', 'computerId'));
    });

    it('is refused for nothing, out of order and in the future', async () => {
      const [{ id }, { id: lostId }] = [await aComputer(inventory, 'READY'), await aComputer(inventory, 'LOST')];
      expect(await report('none')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
      expect(await report(id, { on: '2011-01-11' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
      expect(await report(id, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
      expect(await recover('none')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
      expect(await recover(lostId, { on: '2011-01-29' })).toEqual(refusedWith('OUT_OF_ORDER', 'on'));
      expect(await recover(lostId, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    });
  });

  it.each([
    ['cedeComputer', 'CedeComputerInput'],
    ['declareComputerGone', 'DeclareComputerGoneInput'],
    ['openLoanRepair', 'OpenLoanRepairInput'],
    ['releaseReservation', 'ReleaseReservationInput'],
  ])('is not for people to say by %s', async (verb, type) => {
    const input = { computerId: 'x', loanId: LOAN, crossingId: 'x', on: '2011-01-20', how: 'LOST', problem: 'None' };
    const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { userErrors { code } } }`;
    const { how, problem, computerId, crossingId, ...common } = input;
    const given = {
      ...common,
      ...(!verb.startsWith('release') && { computerId, crossingId }),
      ...(verb.startsWith('declare') && { how }),
      ...(verb.startsWith('open') && { problem }),
    };
    const asked = inventory.as(['manager', 'lender', 'technician']).request(mutation, { input: given });
    await expect(asked).rejects.toMatchObject({ response: { errors: [{ extensions: { code: 'FORBIDDEN' } }] } });
  });

  it('is for lenders to reserve, not to report', async () => {
    const { id: computerId } = await aComputer(inventory, 'READY');
    const ask = (verb: string, type: string, input: object) =>
      inventory
        .as('lender')
        .request(`mutation ($input: ${type}!) { ${verb}(input: $input) { computer { custody } } }`, {
          input: { computerId, idempotencyKey: newTypeId('key'), ...input },
        });
    expect(await ask('reserveComputer', 'ReserveComputerInput', { loanId: LOAN })).toEqual({
      reserveComputer: { computer: { custody: 'RESERVED' } },
    });
    await expect(ask('reportComputerMissing', 'ReportComputerMissingInput', { how: 'LOST' })).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });
  });
});
