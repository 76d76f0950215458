import fc from 'fast-check';
import pg from 'pg';
import { buildSlices } from '../slices/build-slices.ts';
import type { Figure } from './figure.ts';
import { encodeScope } from './impact-scope.ts';
import { MINIMUM_SUBJECTS } from '../disclosure/protection.ts';
import { receive } from '../replication/receive/receive-slices.ts';
import type { ToldEdition } from '../slices/hear.ts';
import { aScope, aToy, emptyTables, type Toy } from '../testing/a-toy.ts';
import { aToyService, type ToyService } from '../testing/a-toy-service.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';
import { pendingSlices } from '../replication/publish/pending-slices.ts';

const COMMUNES = ['COM-56121', 'COM-56098', 'COM-56260', 'COM-29019'];
const PLACES = { FR: /./, 'REG-53': /./, 'DEP-56': /COM-56/, 'DEP-29': /COM-29/ };
const TERRITORIES = [...Object.keys(PLACES), ...COMMUNES];
const homeOf = (household: number): string => COMMUNES[household % 4 === 3 ? 3 : household % 3]!;
const isIn = (territory: string, household: number): boolean =>
  (PLACES[territory as keyof typeof PLACES] ?? new RegExp(`^${territory}$`)).test(homeOf(household));
const SIRENS = Array.from({ length: 9 }, (_, i) => `RNA-W56100000${i}`);

/** The two that are asked about: to count the others takes the longest. */
const COUNTED = TOY_MEASURES.filter(({ name }) => name === 'familiesEquipped' || name === 'structuresHelped');

/** What one association did in 2011: whom it lent a computer, and whom it helped. */
interface Work {
  households: number[];
  organisations: string[];
}

type Message = Parameters<typeof receive>[1];

const someWork: fc.Arbitrary<Work> = fc.record({
  households: fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
    .map(([first, count]) => Array.from({ length: count }, (_, i) => first + i)),
  organisations: fc.subarray(SIRENS),
});

/** Many associations count the same people; the hub knows nobody, and says between what and what the truth lies. */
describe('What several associations count of the same people', () => {
  let hub: ToyService;
  let hubs: pg.Pool;
  let origin: Toy;
  beforeAll(async () => {
    hub = await aToyService({ association: null, today: '2012-02-01' });
    hubs = new pg.Pool({ connectionString: hub.databaseUrl, options: '-c search_path=lending', max: 2 });
    origin = await aToy({ today: '2012-02-01' });
  });
  afterAll(async () => {
    await hubs.end();
    await hub.close();
    await origin.close();
  });

  /** What an association would send of that work. */
  async function messageOf(association: string, { households, organisations }: Work): Promise<Message> {
    await origin.reset();
    const loans = households.map((one) => ({
      household: `household ${one}`,
      commune: homeOf(one),
      from_on: '2011-03-01',
      to_on: '2011-12-31',
    }));
    if (loans.length > 0) await origin.add('toy_loan', loans);
    const helped = organisations.map((siret) => ({ siret, helped_on: '2011-05-02', commune: COMMUNES[0] }));
    if (helped.length > 0) await origin.add('toy_help', helped);
    const { pool } = origin.database;
    const seat = COMMUNES[0]!;
    await buildSlices({ association, seat, measures: COUNTED, pool, clock: origin.clock });
    const now = origin.clock.now();
    const { rows: editions } = await pool.query<ToldEdition>('select bundle, told_at as "toldAt" from told_edition');
    return { slices: await pendingSlices(pool, 'no hub', now), heartbeats: [{ association, asOf: now, editions }] };
  }

  async function tellHub(works: readonly Work[]): Promise<void> {
    await emptyTables(hubs);
    for (const [i, work] of works.entries()) {
      const message = await messageOf(`association-${i}`, work);
      const receiver = { measures: TOY_MEASURES, pool: hubs, clock: hub.clock, isAllowed: () => true };
      const answers = await receive(receiver, message);
      expect(answers.filter(({ outcome }) => outcome !== 'APPLIED')).toEqual([]);
    }
  }

  /** One figure in all scopes, as the hub's API answers them. */
  async function ask(name: string, scopes: Parameters<typeof aScope>[0][]): Promise<Figure[]> {
    const r = scopes.map((scope) => ({ __typename: 'Impact', id: encodeScope(aScope(scope)) }));
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact {
      figure: ${name} { value atLeast atMost status reason } } } }`;
    const { _entities } = await hub.as('anonymous').request<{ _entities: { figure: Figure }[] }>(query, { r });
    return _entities.map(({ figure }) => figure);
  }

  const held = ({ atLeast, atMost, status }: Figure, truth: number, what: string): void => {
    if (status === 'PROTECTED') return;
    expect([what, atLeast! <= truth, atMost === null || truth <= atMost]).toEqual([what, true, true]);
  };

  it('lies in the interval that is told, everywhere; where all tell exactly, it is the largest to the sum', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someWork, { minLength: 1, maxLength: 4 }), async (works) => {
        await tellHub(works);
        const together = await ask(
          'familiesEquipped',
          TERRITORIES.map((territory) => ({ territory })),
        );
        const union = new Set(works.flatMap(({ households }) => households));
        const within = (territory: string, all: Iterable<number>) =>
          [...all].filter((one) => isIn(territory, one)).length;
        for (const [i, territory] of TERRITORIES.entries()) held(together[i]!, within(territory, union), territory);
        const each = works.flatMap((_, i) =>
          TERRITORIES.map((territory) => ({ territory, association: `association-${i}` })),
        );
        const apart = await ask('familiesEquipped', each);
        for (const [i, { territory, association }] of each.entries()) {
          const own = works[Number(association.at(-1))]!.households;
          held(apart[i]!, within(territory, own), `${association} in ${territory}`);
        }
        for (const [i, territory] of TERRITORIES.entries()) {
          const parts = apart.filter((_, j) => each[j]!.territory === territory);
          if (parts.some(({ status }) => status !== 'EXACT')) continue;
          const counts = parts.map(({ value }) => value!);
          const sum = counts.reduce((a, b) => a + b, 0);
          const told = counts.filter((count) => count > 0).length;
          const interval = told > 1 ? [Math.max(...counts), sum] : [sum, sum];
          expect([territory, together[i]!.atLeast, together[i]!.atMost]).toEqual([territory, ...interval]);
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 5) },
    );
  });

  it('is exact of organisations, which are no people: each once in the network, or not told of one or two', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someWork, { minLength: 1, maxLength: 4 }), async (works) => {
        const alone = works.map(({ organisations }) => ({ households: [], organisations }));
        await tellHub(alone);
        const size = new Set(works.flatMap(({ organisations }) => organisations)).size;
        const isTold = size === 0 || size >= MINIMUM_SUBJECTS.ORGANISATION;
        for (const figure of await ask('structuresHelped', [{}, { period: '2011-05' }, { period: 'ever' }])) {
          expect(figure).toMatchObject(
            isTold ? { value: size, status: 'EXACT' } : { value: null, status: 'PROTECTED' },
          );
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 3) },
    );
  });
});
