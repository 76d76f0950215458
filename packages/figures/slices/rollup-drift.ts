import type pg from 'pg';
import { mapDay } from '../measures/fact.ts';
import { lockFigures } from './apply-slice.ts';
import { inDryTransaction, type DryRun } from './dry-run.ts';
import { tidy } from '../../platform/schema/decimal.ts';
import { countedByName, type CountedMeasure, type Measure } from '../measures/measure.ts';
import { rollupDelta, writeDelta, type Rollup } from './rollup-delta.ts';
import type { DatedFact } from '../measures/fact.ts';

type Db = Pick<pg.Pool, 'query'>;
type ByName = ReadonlyMap<string, CountedMeasure>;

/** Where the stored rollups are not the sum of the facts: nothing, always; an operator's check and a test's invariant. */
export async function rollupDrift(db: Db, measures: readonly Measure[]): Promise<string[]> {
  const drifts = [];
  for (const association of await associationsIn(db)) {
    const { wrong } = await compareRollups(db, association, countedByName(measures), ALL_OF_THEM);
    drifts.push(...wrong.map((key) => `${association} ${key}`));
  }
  return drifts;
}

/**
 * Makes an association's rollups the sum of its facts again; gives how many were not. `count` is how many there were lately:
 * as long as it holds, those that no fact is in need not be looked for among the rollups of everybody.
 */
export async function mendRollups(
  pool: pg.Pool,
  measures: readonly Measure[],
  association: string,
  { count, dryRun }: DryRun & { count: number },
): Promise<number> {
  return inDryTransaction(pool, 'read committed', { dryRun }, async (client) => {
    await lockFigures(client, association);
    const { wrong, expected } = await compareRollups(client, association, countedByName(measures), count);
    await deleteRollups(client, association, wrong);
    const right = wrong.flatMap((key) => expected.get(key) ?? []);
    await writeDelta(client, association, right);
    return wrong.length;
  });
}

const ALL_OF_THEM = -1;

async function associationsIn(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ association: string }>(
    'select association from slice union select association from rollup order by 1',
  );
  return rows.map(({ association }) => association);
}

interface Comparison {
  /** Keys whose rollup is missing, superfluous or another number. */
  wrong: string[];
  expected: ReadonlyMap<string, Rollup>;
}

async function compareRollups(db: Db, association: string, measures: ByName, count: number): Promise<Comparison> {
  const expected = await expectedRollups(db, association, measures);
  const found = await storedRollups(db, association, expected);
  const stored = found.size === count ? found : await storedRollups(db, association);
  const keys = new Set([...expected.keys(), ...stored.keys()]);
  return { expected, wrong: [...keys].filter((key) => !isSame(expected.get(key), stored.get(key))) };
}

const isSame = (one: Rollup | undefined, other: Rollup | undefined): boolean =>
  tidy(one?.value ?? 0) === tidy(other?.value ?? 0) &&
  one?.hidden === other?.hidden &&
  (one?.n ?? 0) === (other?.n ?? 0);

interface StoredFact extends DatedFact {
  part: number;
  contract: number;
  as_of: Date;
}

async function expectedRollups(db: Db, association: string, measures: ByName): Promise<Map<string, Rollup>> {
  const { rows } = await db.query<StoredFact>(
    'select * from fact join slice using (association, period, part) where association = $1',
    [association],
  );
  const totals = new Map<string, Rollup>();
  for (const facts of Map.groupBy(rows, ({ period, part }) => `${period} ${part}`).values()) {
    const [{ period, as_of, contract }] = facts as [StoredFact];
    const changes = [{ facts, contract, on: mapDay({ period }, as_of), sign: 1 as const }];
    for (const rollup of rollupDelta(measures, period, changes)) addTo(totals, rollup);
  }
  return totals;
}

function addTo(totals: Map<string, Rollup>, rollup: Rollup): void {
  const key = keyOf(rollup);
  const { value, hidden, n } = totals.get(key) ?? { value: 0, hidden: 0, n: 0 };
  totals.set(key, { ...rollup, value: tidy(value + rollup.value), hidden: hidden + rollup.hidden, n: n + rollup.n });
}

const KEY = ['territory', 'period', 'measure', 'programme', 'member'] as const;
const keyOf = (rollup: Rollup): string => KEY.map((column) => rollup[column]).join('|');

const COLUMNS = 'territory, period, measure, programme, member, value, hidden, n';
const ASKED = `unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as asked (${KEY.join(', ')})`;

/** Those with the keys of others, found by their index; or all of the association, found among everybody's. */
async function storedRollups(
  db: Db,
  association: string,
  like?: ReadonlyMap<string, Rollup>,
): Promise<Map<string, Rollup>> {
  const { rows } = like
    ? await db.query<Rollup>(
        `select ${COLUMNS} from rollup join ${ASKED} using (${KEY.join(', ')}) where association = $1`,
        [association, ...columnsOf([...like.values()])],
      )
    : await db.query<Rollup>(`select ${COLUMNS} from rollup where association = $1`, [association]);
  return new Map(rows.map((row) => [keyOf(row), row]));
}

async function deleteRollups(db: Db, association: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const split = keys.map((key) => key.split('|'));
  await db.query(
    `delete from rollup using ${ASKED}
      where association = $1 and ${KEY.map((column) => `rollup.${column} = asked.${column}`).join(' and ')}`,
    [association, ...KEY.map((_, i) => split.map((parts) => parts[i]))],
  );
}

const columnsOf = (rollups: readonly Rollup[]): string[][] =>
  KEY.map((column) => rollups.map((rollup) => rollup[column]));
