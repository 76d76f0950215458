import fc from 'fast-check';
import { adjustPeriod } from './adjust.ts';
import { auditFigures } from './audit.ts';
import { Refusal } from '../../platform/refusals/refusal.ts';
import { rollupDrift } from '../slices/rollup-drift.ts';
import { sealPeriods } from './seal.ts';
import { aToy, type Toy } from '../testing/a-toy.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';

const YEARS = ['2010', '2011', '2012'];
const COMMUNES = ['COM-56121', 'COM-56098', 'COM-29019'];

type Step =
  | { do: 'mend'; year: string; month: number; commune: string; amount: number }
  | { do: 'undo'; nth: number }
  | { do: 'build' | 'audit' }
  | { do: 'seal' | 'adjust'; year: string };

const year = fc.constantFrom(...YEARS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('mend' as const),
      year,
      month: fc.integer({ min: 1, max: 12 }),
      commune: fc.constantFrom(...COMMUNES),
      amount: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), nth: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('build' as const, 'audit' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('seal' as const, 'adjust' as const), year }) },
);

describe('Whatever is done to the past', () => {
  let toy: Toy;
  beforeAll(async () => void (toy = await aToy({ today: '2013-02-01' })));
  afterAll(() => toy.close());

  const rows = async <T>(sql: string): Promise<T[]> => (await toy.database.pool.query(sql)).rows as T[];
  const builder = () => {
    const { clock, database } = toy;
    return { association: 'defis', seat: 'COM-56121', measures: TOY_MEASURES, pool: database.pool, clock };
  };
  const take: { [Do in Step['do']]: (step: Extract<Step, { do: Do }>) => Promise<unknown> } = {
    mend: ({ year: on, month, commune, amount }) =>
      toy.add('toy_mending', [{ mended_on: `${on}-${String(month).padStart(2, '0')}-05`, commune, amount }]),
    undo: ({ nth }) =>
      rows(`delete from toy_mending where id in (select id from toy_mending order by id offset ${nth} limit 1)`),
    build: () => toy.build(),
    audit: () => auditFigures(builder(), { dryRun: false }),
    seal: ({ year: throughYear }) => sealPeriods(builder(), { throughYear, dryRun: false }),
    adjust: ({ year: period }) => adjust(period),
  };
  const adjust = (period: string) =>
    adjustPeriod(builder(), { period, reason: 'A register was found again', dryRun: false }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
  const sealed = async () =>
    new Map(
      (
        await rows<{ key: string; digest: string }>(
          `select period || ' ' || part as key, digest from slice where sealed`,
        )
      ).map(({ key, digest }) => [key, digest]),
    );
  const counted = `select to_char(mended_on, 'YYYY-MM') as period, commune, sum(amount)::int as value from toy_mending`;
  const told = `select period, territory as commune, sum(value)::int as value from fact where measure = 'computersMended'`;

  // Invariants 1, 6, 7 and 12.
  it('sealed figures stay, rollups are their sum, and once all is adjusted what is told is what operations count', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
        await toy.reset();
        for (const one of steps) {
          const before = await sealed();
          await take[one.do](one as never);
          const after = await sealed();
          expect([...before].filter(([key, digest]) => after.get(key) !== digest)).toEqual([]);
        }
        expect(await rollupDrift(toy.database.pool, TOY_MEASURES)).toEqual([]);
        await toy.build();
        for (const one of YEARS) await adjust(one);
        expect(await auditFigures(builder(), { dryRun: false, withSealed: true })).toMatchObject({
          drifted: [],
          rollups: 0,
          pending: [],
        });
        const order = 'group by 1, 2 having sum';
        expect(await rows(`${told} ${order}(value) <> 0 order by 1, 2`)).toEqual(
          await rows(`${counted} ${order}(amount) <> 0 order by 1, 2`),
        );
      }),
      { numRuns: Number(process.env['RUNS'] ?? 4) },
    );
  });
});
