import { SPLIT_BATCHES } from '../../../packages/platform/testing/batches.ts';
import { GraphQLClient } from 'graphql-request';
import { askToken } from '../../../gateway/sign-in/ask-token.ts';
import { learn } from '../network/ask.ts';
import { type CountedInstance, startCountedInstance } from '../network/counted-instance.ts';
import { DEFIS } from '../network/network.ts';
import type { Stage } from './journey.ts';

/** Lists whose entries reach into other services, `$first` of them. */
const QUERIES = {
  'computers with their loans and borrowers': `query Q($first: Int!) { list: computers(first: $first) { nodes {
    label donation { donor { name agreements(first: 2) { nodes { title } } } } currentLoan { id }
    loans(first: 3) { nodes { startedOn household { commune { name } people { familyName } } programme { name } } }
  } } }`,
  'loans with their computers and donors': `query Q($first: Int!) { list: loans(first: $first, state: RETURNED) { nodes {
    commune { name parent { name } } terms { number } machines { computer { label donation { offeredOn donor { name } } } }
    household { people { hoursAttended visas(first: 1) { nodes { state } } attendances(first: 2) { nodes { session { heldOn place { name } } } } } }
  } } }`,
  'sessions with who came and their loans': `query Q($first: Int!) { list: sessions(first: $first) { nodes {
    place { name commune { name } } organisation { name } programme { name }
    attendances(first: 2) { nodes { person { familyName household { loans(first: 1) { nodes { state } } } } } }
  } } }`,
  'organisations with their gifts, loans, sessions and agreements': `query Q($first: Int!) { list: organisations(first: $first) { nodes {
    name commune { name } donations(first: 2) { nodes { offeredOn } }
    loans(first: 2) { nodes { startedOn } } sessions(first: 2) { nodes { heldOn } } agreements(first: 2) { nodes { title } }
  } } }`,
  'territories with their figures': `query Q($first: Int!) { list: territories(level: COMMUNE, within: "DEP-56", first: $first) { nodes {
    name impact(period: "2011") { familiesEquipped { value } computersRefurbished { value } sessionsHeld { value } costPerFamily { value } }
  } } }`,
};

/** Read statements of the four services behind one query. */
export function statementsAcrossServices(stage: Stage): void {
  describe('A query across services', () => {
    let instance: CountedInstance;
    let manager: GraphQLClient;
    beforeAll(async () => {
      const { addresses, loginsOf } = stage.network();
      instance = await startCountedInstance(loginsOf(DEFIS), 'defis', addresses.issuer);
      const token = await askToken(addresses.issuer, { role: 'manager', association: 'defis' });
      manager = new GraphQLClient(instance.url, { headers: { authorization: `Bearer ${token}` } });
    }, 60_000);
    afterAll(() => instance.close());

    it.each(Object.entries(QUERIES))('for %s takes as many statements for 2 as for 50', async (_, document) => {
      const statementsFor = async (first: number) => {
        const { list } = await learn(manager, document, { first });
        expect(list.nodes).toHaveLength(first);
        return instance.statements();
      };
      await statementsFor(2);
      expect(await statementsFor(50)).toBeLessThanOrEqual((await statementsFor(2)) + SPLIT_BATCHES);
    });
  });
}
