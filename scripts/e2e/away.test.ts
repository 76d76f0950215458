import { readFile } from 'node:fs/promises';
import { GraphQLClient } from 'graphql-request';
import type { RunningGateway } from '../../gateway/start-gateway.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../packages/platform/peers/subgraph.ts';
import { newLogins } from '../../packages/platform/database/logins.ts';
import { aClock } from '../../packages/platform/testing/a-clock.ts';
import { aMigratedDatabase, type TestDatabase } from '../../packages/platform/testing/database.ts';
import { migrateInstance } from '../migrate.ts';
import { ask, type Told } from './network/ask.ts';
import { startInProcess } from './network/instance-in-process.ts';

/** What `Impact` tells, by the service that counts it; what partners works out needs the others. */
interface Measured {
  name: string;
  service: SubgraphName;
  inaccessible?: boolean;
}

const COMPOSITES: Record<string, SubgraphName[]> = {
  structuresStrengthened: ['lending', 'training'],
  standardCost: ['inventory', 'training'],
  costPerFamily: ['inventory', 'training', 'lending'],
};

let database: TestDatabase;
let gateway: RunningGateway;
let measures: Measured[];
let away: readonly SubgraphName[] = [];
beforeAll(async () => {
  measures = JSON.parse(await readFile('schema/measures.json', 'utf8')) as Measured[];
  database = await aMigratedDatabase('instance', (url) => migrateInstance(url, newLogins(url)));
  const { logins } = database;
  const own = { logins, association: null, seat: null, clock: aClock('2012-02-01') };
  gateway = await startInProcess({ ...own, issuer: 'http://127.0.0.1:9', isAway: (name) => away.includes(name) });
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

const everything = (): Promise<Told> => {
  const figures = measures.map(({ name }) => `${name} { status }`).join(' ');
  const query = `{
    associations { nodes { id } }
    impact(period: "2011") { period ${figures} completeness { expected } byTerritory(level: REGION) { familiesEquipped { status } } }
  }`;
  return ask(new GraphQLClient(gateway.url, { errorPolicy: 'all' }), query);
};

const needs = ({ name, service }: Measured): SubgraphName[] => COMPOSITES[name] ?? [service];

describe('A question for every figure', () => {
  it('is answered whole while all services are there', async () => {
    const { data, errors } = await everything();
    expect(errors).toEqual([]);
    expect(measures.filter(({ name }) => data.impact[name] === null)).toEqual([]);
  });

  it.each(SUBGRAPH_NAMES.filter((name) => name !== 'partners'))(
    'loses the figures of %s alone when it is away, and says so at each of them',
    async (service) => {
      away = [service];
      const { data, errors } = await everything();
      away = [];
      const lost = measures.filter((measure) => needs(measure).includes(service)).map(({ name }) => name);
      expect(data.associations).toEqual({ nodes: [] });
      expect(measures.map(({ name }) => name).filter((name) => data.impact[name] === null)).toEqual(lost);
      const composed = (name: string) => name in COMPOSITES || name === 'completeness';
      const said = [...lost, 'completeness'].map(
        (name) => `impact.${name}: ${composed(name) ? 'FIGURES_UNREACHABLE' : 'SUBGRAPH_UNAVAILABLE'}`,
      );
      expect(errors).toEqual(expect.arrayContaining(said));
      const places = data.impact.byTerritory.map((_: unknown, index: number) => `impact.byTerritory.${index}`);
      expect(places.length).toBeGreaterThan(20);
      const inPlaces = places.map((place: string) => `${place}.familiesEquipped: SUBGRAPH_UNAVAILABLE`);
      if (service === 'lending') expect(errors).toEqual(expect.arrayContaining(inPlaces));
      expect(errors.filter((error) => /Freshness|Members|refurbishingCost:|INTERNAL/.test(error))).toEqual([]);
    },
  );

  it('says that nothing of it can be told when partners is away', async () => {
    away = ['partners'];
    const { data, errors } = await everything();
    away = [];
    expect(data).toEqual({ associations: null, impact: null });
    expect(errors).toEqual(['associations: SUBGRAPH_UNAVAILABLE', 'impact: SUBGRAPH_UNAVAILABLE']);
  });
});
