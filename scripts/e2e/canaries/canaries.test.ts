import { gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { createInventorySubgraph } from '../../../services/inventory/subgraph.ts';
import { measures as inventoryMeasures } from '../../../services/inventory/measures.ts';
import { migrations as inventoryMigrations } from '../../../services/inventory/migrations/migrations.ts';
import { openDatabase, type Database } from '../../../packages/platform/database/database.ts';
import { createFigures } from '../../../packages/figures/run/figures-jobs.ts';
import { ToyLoan } from '../../../packages/figures/testing/a-toy.ts';
import { newInstallKeyPem, readInstallKey } from '../../../packages/platform/peers/install-key.ts';
import { aDirectory, EVERYWHERE } from '../../../packages/figures/replication/install/testing/an-install.ts';
import { thisInstall } from '../../../packages/figures/replication/install/this-install.ts';
import { createMetrics } from '../../../packages/platform/metrics/metrics.ts';
import { aService, type ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import type { Role } from '../../../packages/platform/access/viewer.ts';
import { createLendingSubgraph } from '../../../services/lending/subgraph.ts';
import { measures as lendingMeasures } from '../../../services/lending/measures.ts';
import { migrations as lendingMigrations } from '../../../services/lending/migrations/migrations.ts';
import { createPartnersSubgraph } from '../../../services/partners/subgraph.ts';
import { measures as partnersMeasures } from '../../../services/partners/measures.ts';
import { migrations as partnersMigrations } from '../../../services/partners/migrations/migrations.ts';
import { createTrainingSubgraph } from '../../../services/training/subgraph.ts';
import { measures as trainingMeasures } from '../../../services/training/measures.ts';
import { migrations as trainingMigrations } from '../../../services/training/migrations/migrations.ts';
import { askEverything } from './ask-everything.ts';
import { NOT_PERSONAL, PERSONAL } from './columns.ts';
import { CANARY, CONTROL, findWords } from './find-canaries.ts';
import { canaryOf, columnsOf, isOpen, isPersonal, isText, ORGANISATION, plant, type Column } from './plant.ts';
import { aWire, type Wire } from './wire.ts';

/** `insider` is a role that may see people there; machines and agreements show none. */
const SERVICES = [
  {
    name: 'inventory',
    insider: null,
    create: createInventorySubgraph,
    migrations: inventoryMigrations,
    measures: inventoryMeasures,
  },
  {
    name: 'lending',
    insider: 'lender',
    create: createLendingSubgraph,
    migrations: lendingMigrations,
    measures: lendingMeasures,
  },
  {
    name: 'training',
    insider: 'trainer',
    create: createTrainingSubgraph,
    migrations: trainingMigrations,
    measures: trainingMeasures,
  },
  {
    name: 'partners',
    insider: null,
    create: createPartnersSubgraph,
    migrations: partnersMigrations,
    measures: partnersMeasures,
  },
] as const;
const TODAY = '2012-02-01';
const METRICS_TOKEN = 'of a scraper, long enough for one';

describe('The search for canaries', () => {
  it('finds one however it is written', () => {
    const word = `${CANARY}lendingpersongivenname7`;
    const [b64, hex] = [Buffer.from(`x ${word}`).toString('base64'), Buffer.from(word).toString('hex')];
    const ways = [
      word.toUpperCase(),
      b64,
      hex,
      encodeURIComponent(`é${word}`),
      `\\u007a${word.slice(1)}`,
      `%7A${word.slice(1)}`,
    ];
    for (const way of [...ways, gzipSync(`{"a":"${b64}"}`)]) {
      expect(findWords(Buffer.from(way), CANARY)).toContain(word);
    }
    expect(findWords(gzipSync('nothing of the kind'), CANARY)).toEqual([]);
  });
});

describe.each(SERVICES)('Of $name, with a canary in every personal column,', (service) => {
  const { name, create, migrations, measures, insider } = service;
  let association: ServiceUnderTest;
  let hub: ServiceUnderTest;
  let database: Database;
  let wire: Wire;
  let columns: Column[];
  const metrics = createMetrics();
  const lines: string[] = [];
  beforeAll(async () => {
    const directory = aDirectory();
    const common = { name, migrations, create, today: TODAY };
    association = await aService({ ...common, metrics: { metrics, metricsToken: METRICS_TOKEN } });
    hub = await aService({ ...common, association: null, callPeer: directory.callPeer });
    wire = await aWire(hub.as('instance', { association: 'defis' }));
    const owner = new Client({ connectionString: association.databaseUrl });
    await owner.connect();
    columns = await columnsOf(owner, name);
    await plant(owner, columns);
    await owner.end();
    database = await openDatabase({ url: association.loginUrl, service: name, entities: [ToyLoan] });
    const key = readInstallKey(newInstallKeyPem());
    const { clock } = association;
    const here = { pool: database.pool, clock, association: 'defis', publicKey: key.publicKey };
    const { id: install } = await thisInstall(here);
    directory.known.set(install, {
      install,
      associationId: 'defis',
      publicKey: key.publicKey,
      state: 'APPROVED',
      departments: EVERYWHERE,
    });
    const figures = createFigures({
      database,
      measures,
      clock,
      association: 'defis',
      seat: 'COM-56121',
      upstream: { url: wire.url, key, token: async () => 'a token' },
      meetInstalls: async () => [],
      log: (line, about) => void lines.push(line, JSON.stringify(about)),
    });
    await figures.build();
    // One message is lost, then one answer; the third time all is told.
    for (let attempt = 0; attempt < 3; attempt++)
      await figures.publish().catch((error: Error) => lines.push(String(error)));
  });
  afterAll(async () => {
    await database?.close();
    await Promise.all([association.close(), hub.close(), wire.close()]);
  });
  const found = (texts: readonly (string | Buffer)[], word = CANARY): string[] => [
    ...new Set(texts.flatMap((text) => findWords(Buffer.from(text), word))),
  ];
  const people = () =>
    columns.filter((column) => isPersonal(column) && column.column === 'id').map((column) => canaryOf(column, 1));
  /** What anybody may come to know: an organisation, a place, and the id of a person or a household, from a letter. */
  const subjects = () => [
    { code: 'COM-56121', id: ORGANISATION, organisationId: ORGANISATION, search: CANARY },
    ...[...new Set(people())].map((id) => ({ id, search: id })),
  ];
  const answersTo = async (role: Role | 'anonymous', about = subjects()): Promise<string[]> => {
    const api = association.as(role, { organisation: role === 'partner' ? ORGANISATION : null });
    const answers = await askEverything(api, about, [...new Set(people())]);
    // What was asked is said again by whoever asks, so only what comes besides is looked at.
    const told = answers.map(({ question, answer }) => {
      const own = new Set(findWords(Buffer.from(question), CANARY));
      return findWords(Buffer.from(answer), CANARY).filter((word) => !own.has(word));
    });
    return [...new Set(told.flat())];
  };

  it('each column that holds text is known to be personal, or why it is not', () => {
    const texts = columns.filter(isText);
    const unknown = texts.filter((column) => isPersonal(column) === isOpen(column));
    expect(unknown.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
    const lists = [PERSONAL, ...NOT_PERSONAL.map(({ columns: list }) => list)].flatMap(Object.entries<string>);
    const gone = lists
      .filter(([key]) => key.startsWith(`${name}.`))
      .flatMap(([key, list]) => list.split(' ').map((column) => `${key}.${column}`))
      .filter((each) => !texts.some(({ table, column }) => each === `${name}.${table}.${column}`));
    expect(gone).toEqual([]);
  });

  it('no byte that leaves for the hub holds one, whatever is lost on the way', () => {
    expect(wire.carried.length).toBeGreaterThan(4);
    expect(found(wire.carried)).toEqual([]);
    // What may leave is found: an association is named in every message, a programme where things are counted by it.
    expect(found(wire.carried, name === 'inventory' ? CONTROL : 'defis')).not.toEqual([]);
  });

  it('no line for the operator and no metric holds one', async () => {
    expect(lines.length).toBeGreaterThan(0);
    const page = await fetch(new URL('/metrics', association.url), {
      headers: { authorization: `Bearer ${METRICS_TOKEN}` },
    });
    expect(page.status).toBe(200);
    expect(found([...lines, await page.text()])).toEqual([]);
  });

  it('no answer to the public, a coordinator or a partner holds one, but those to whoever works there do', async () => {
    for (const role of ['anonymous', 'coordinator', 'partner'] as const) expect(await answersTo(role)).toEqual([]);
    if (insider) expect(await answersTo(insider, subjects().slice(0, 1))).not.toEqual([]);
  }, 240_000);
});
