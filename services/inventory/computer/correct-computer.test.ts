import { refusedWith } from '../inventory.factory.ts';
import { messageOf, twoAssociations, type Side } from '../transfer/transfer.factory.ts';
import { aComputer, findComputer, type Standing } from './computer.factory.ts';

describe('Correcting a computer', () => {
  let sides: Awaited<ReturnType<typeof twoAssociations>>;
  let inventory: Side;
  beforeAll(async () => {
    sides = await twoAssociations();
    inventory = sides.giver;
  });
  afterAll(() => sides.close());

  const correct = (computerId: string, input: object = {}) =>
    inventory.correct({ computerId, kind: 'LAPTOP', ...input });
  const said = (id: string) =>
    inventory.as('lender').request('query ($id: ID!) { computer(id: $id) { kind brand model } }', { id });

  it('says what it is, and keeps what was said before', async () => {
    const { id, history: before } = await aComputer(inventory, 'READY');
    expect((await correct(id, { brand: ' Dell ', model: 'E6400', on: '2011-01-02' })).userErrors).toEqual([]);
    expect(await said(id)).toEqual({ computer: { kind: 'LAPTOP', brand: 'Dell', model: 'E6400' } });
    await inventory.correct({ computerId: id, brand: null });
    expect(await said(id)).toEqual({ computer: { kind: 'LAPTOP', brand: null, model: 'E6400' } });
    const { history } = await findComputer(inventory, id);
    const from = { kind: 'DESKTOP', brand: null, model: null };
    const to = { kind: 'LAPTOP', brand: 'Dell', model: 'E6400' };
    expect(history.slice(before.length)).toEqual([
      { verb: 'correctComputer', happenedOn: '2011-01-02', details: { from, to } },
      { verb: 'correctComputer', happenedOn: '2011-06-15', details: { from: { brand: 'Dell' }, to: { brand: null } } },
    ]);
  });

  it('holds back no step that happened before it', async () => {
    const { id: computerId } = await aComputer(inventory, 'COLLECTED');
    await correct(computerId);
    const { computer } = await inventory.triage({ computerId, outcome: 'REFURBISH', on: '2011-01-10' });
    expect(computer.processing).toBe('TRIAGED');
  });

  it.each(['ANNOUNCED', 'TO_RECYCLE', 'RESERVED', 'IN_REPAIR', 'LOST', 'RECYCLED'] satisfies Standing[])(
    'takes one that is %s',
    async (standing) => {
      const { id } = await aComputer(inventory, standing);
      expect((await correct(id)).userErrors).toEqual([]);
    },
  );

  it.each([
    ['ON_LOAN', 'ON_LOAN'],
    ['CEDED', 'CEDED'],
  ] as const)('leaves the kind of one that is %s, and corrects the rest', async (standing, code) => {
    const { id } = await aComputer(inventory, standing);
    expect(await correct(id, { brand: 'Dell' })).toEqual(refusedWith(code, 'computerId'));
    expect((await correct(id, { kind: 'DESKTOP', brand: 'Dell' })).userErrors).toEqual([]);
  });

  it('refuses one of which a signed file tells another association, as does striking it out', async () => {
    const { id: computerId } = await aComputer(inventory, 'READY');
    const refused = async (code: string) => {
      expect(await correct(computerId)).toEqual(refusedWith(code, 'computerId'));
      expect(await inventory.strikeOut({ computerId, reason: 'MISTAKE' })).toEqual(refusedWith(code, 'computerId'));
    };
    const { transfer } = await inventory.offerTransfer([computerId]);
    await refused('IN_TRANSFER');
    const { transfer: taken } = await sides.receiver.acceptTransfer(messageOf(transfer));
    await inventory.confirmTransfer(messageOf(taken));
    await refused('TRANSFERRED');
  });

  it('refuses one that is struck out', async () => {
    const { id: computerId } = await aComputer(inventory, 'COLLECTED');
    await inventory.strikeOut({ computerId, reason: 'MISTAKE' });
    expect(await correct(computerId)).toEqual(refusedWith('STRUCK_OUT', 'computerId'));
  });

  it('refuses what changes nothing, what is not known and a day to come', async () => {
    const { id } = await aComputer(inventory, 'COLLECTED');
    const nothing = refusedWith('NOTHING_TO_CORRECT');
    expect(await inventory.correct({ computerId: id })).toEqual(nothing);
    expect(await correct(id, { kind: 'DESKTOP', model: null })).toEqual(nothing);
    expect(await correct('none')).toEqual(refusedWith('NOT_FOUND', 'computerId'));
    expect(await correct(id, { brand: 'x'.repeat(81) })).toEqual(refusedWith('INVALID_INPUT', 'brand'));
    expect(await correct(id, { on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });
});
