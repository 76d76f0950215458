import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPartnersService } from '../testing/partners.ts';
import { changeCoverage, leaveNetwork, registerAssociation } from './association.factory.ts';

let hub: ServiceUnderTest;
beforeAll(async () => {
  hub = await aPartnersService({ association: null });
  for (const id of ['defis', 'gone', 'kept']) await registerAssociation(api(), { id, covers: ['DEP-56'] });
});
afterAll(() => hub.close());

const api = () => hub.as('coordinator');

const expectedIn = async (territory: string, period: string): Promise<string[]> => {
  const query = `query ($territory: ID, $period: Period!) {
    impact(territory: $territory, period: $period) { byAssociation { association { id } } } }`;
  const { impact } = await hub.as('anonymous').request(query, { territory, period });
  return impact.byAssociation.map((part: { association: { id: string } }) => part.association.id);
};

describe('changeCoverage', () => {
  it('expects a member where it works, from the day it does', async () => {
    expect((await changeCoverage(api(), 'defis', ['DEP-29', 'DEP-22'], '2010-07-01')).userErrors).toEqual([]);
    const query = `{ association(id: "defis") { covers { code } coverage { since territories { code } } history { verb } } }`;
    expect((await api().request(query)).association).toEqual({
      covers: [{ code: 'DEP-29' }, { code: 'DEP-22' }],
      coverage: [
        { since: '2007-01-01', territories: [{ code: 'DEP-56' }] },
        { since: '2010-07-01', territories: [{ code: 'DEP-29' }, { code: 'DEP-22' }] },
      ],
      history: [{ verb: 'registerAssociation' }, { verb: 'changeCoverage' }],
    });
    expect(await expectedIn('DEP-29', '2010-06')).not.toContain('defis');
    expect(await expectedIn('DEP-56', '2010-06')).toContain('defis');
    expect(await expectedIn('DEP-29', '2010')).toContain('defis');
    expect(await expectedIn('DEP-56', '2010')).toContain('defis');
    expect(await expectedIn('DEP-56', '2011')).not.toContain('defis');
    const within = '{ associations(within: "DEP-56") { nodes { id } } }';
    expect((await api().request(within)).associations.nodes).not.toContainEqual({ id: 'defis' });
  });

  it.each([
    [['DEP-56'], '2007-01-01', 'BEFORE_LAST_CHANGE', ['on']],
    [['DEP-56'], '2011-06-16', 'IN_THE_FUTURE', ['on']],
    [['DEP-56', 'DEP-99'], '2011-01-01', 'UNKNOWN_TERRITORY', ['covers', '1']],
    [[], '2011-01-01', 'INVALID_INPUT', ['covers']],
  ])('refuses %j since %s with %s', async (covers, on, code, field) => {
    expect((await changeCoverage(api(), 'kept', covers, on)).userErrors).toMatchObject([{ code, field }]);
  });

  it('refuses what nobody knows', async () => {
    expect((await changeCoverage(api(), 'none', ['FR'])).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('changes once of two at once', async () => {
    await registerAssociation(api(), { id: 'twice' });
    const both = await Promise.all([1, 2].map(() => changeCoverage(api(), 'twice', ['DEP-35'])));
    expect(both.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'BEFORE_LAST_CHANGE' }]);
  });

  it('is not for a lender', async () => {
    await expect(changeCoverage(hub.as('lender'), 'kept', ['FR'])).rejects.toThrow('changeCoverage');
  });
});

describe('leaveNetwork', () => {
  it('expects nothing of a member after its last day', async () => {
    const early = await leaveNetwork(api(), 'gone', '2006-12-31');
    expect(early.userErrors).toMatchObject([{ code: 'BEFORE_MEMBERSHIP', field: ['on'] }]);
    const late = await leaveNetwork(api(), 'gone', '2011-06-16');
    expect(late.userErrors).toMatchObject([{ code: 'IN_THE_FUTURE', field: ['on'] }]);
    expect((await leaveNetwork(api(), 'gone', '2010-12-31')).userErrors).toEqual([]);
    expect(await expectedIn('DEP-56', '2010')).toContain('gone');
    expect(await expectedIn('DEP-56', '2011')).not.toContain('gone');
    const codes = [await leaveNetwork(api(), 'gone'), await changeCoverage(api(), 'gone', ['FR'])];
    expect(codes.map(({ userErrors }) => userErrors[0]!.code)).toEqual(['LEFT_THE_NETWORK', 'LEFT_THE_NETWORK']);
  });

  it('refuses what nobody knows, and is not for a partner', async () => {
    expect((await leaveNetwork(api(), 'none')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await expect(leaveNetwork(hub.as('partner'), 'kept')).rejects.toThrow('leaveNetwork');
  });
});
