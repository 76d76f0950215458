import type { Client } from 'pg';
import { isClosed } from '../../../packages/figures/measures/closing.ts';
import { createFigures } from '../../../packages/figures/run/figures-jobs.ts';
import type { Database } from '../../../packages/platform/database/database.ts';
import { measures as ofInventory } from '../../../services/inventory/measures.ts';
import { measures as ofLending } from '../../../services/lending/measures.ts';
import type { Run } from '../run.ts';
import { connected } from '../stage/servers.ts';
import { HUBS, SERVICES, type Service } from '../stage/stage.ts';
import { ASSOCIATIONS, SEATS, type Association } from '../world/rows.ts';
import { withFigures } from '../world/figures-pool.ts';
import { difference, type Invariant } from './invariant.ts';

export const MEASURES = { inventory: ofInventory, lending: ofLending };
const PEOPLE = new Set(
  ofLending.filter((measure) => measure.kind !== 'RATIO' && measure.protects === 'PERSON').map(({ name }) => name),
);

const FACTS = (service: Service): string => `
  select concat_ws('|', period, part, territory, measure, programme, member, coalesce(trim_scale(value)::text, 'hidden')) as line
    from ${service}.fact where association = $1 order by 1`;

const factsOf = async (db: Client, service: Service, association: Association): Promise<string[]> =>
  (await db.query<{ line: string }>(FACTS(service), [association])).rows.map(({ line }) => line);

/** 1, 7: what hubs hold of each association is what it holds itself, line by line: what is gone there is gone here. */
export const hubsHoldWhatIsTold: Invariant = {
  number: 1,
  name: 'hubs hold exactly what associations tell',
  broken: async ({ stage }) => {
    const wrong: string[] = [];
    for (const service of SERVICES) {
      for (const association of ASSOCIATIONS) {
        const own = await stage.sql(association, (db) => factsOf(db, service, association));
        for (const hub of HUBS) {
          const held = await stage.sql(hub, (db) => factsOf(db, service, association));
          wrong.push(...difference(own, held, `${hub} of ${association} ${service}`));
        }
      }
    }
    return wrong;
  },
};

/** 1, 2: what an association tells is what its operations come to when all is counted anew by a copy that knows nothing. */
export const associationsTellWhatTheyDid: Invariant = {
  number: 2,
  name: 'no change is lost: what is told is counted again from nothing',
  broken: async (run) => {
    const wrong: string[] = [];
    if (!run.isCountedAnew) return wrong;
    for (const association of ASSOCIATIONS) {
      const copy = `anew_${association.replaceAll('-', '_')}`;
      await run.stage.snapshot(association, copy);
      const url = run.stage.server(association).url(copy);
      for (const service of SERVICES) {
        await countAnew(run, url, association, service);
        const isCertain = (line: string): boolean =>
          !isSealed(run, association, line) && mayBeCompared(run, association, line);
        const own = await run.stage.sql(association, (db) => factsOf(db, service, association));
        const anew = await connected(url, (db) => factsOf(db, service, association));
        wrong.push(...difference(anew.filter(isCertain), own.filter(isCertain), `${association} ${service}`));
      }
    }
    return wrong;
  },
};

/**
 * A figure on people moves freely in years that were closed when they were first told; else in steps, hence later. All of time
 * waits for adjustments of sealed years.
 */
function mayBeCompared({ now, excused, sealed }: Run, association: Association, line: string): boolean {
  const [period, , , measure] = line.split('|');
  if (!PEOPLE.has(measure!)) return true;
  if (period === 'ever' && sealed[association]) return false;
  return !excused.has(association) && isClosed(period!, now.slice(0, 10));
}

/** What is sealed stays as it was told, whatever happens to its operations; "ever" is never sealed. */
const isSealed = ({ sealed }: Run, association: Association, line: string): boolean =>
  line.slice(0, 4) <= (sealed[association] ?? '');

const MADE = ['dirty', 'slice', 'acknowledgement', 'fact', 'rollup', 'heard', 'edition', 'told_edition', 'told_month'];

async function countAnew({ aheadMs }: Run, url: string, association: Association, service: Service): Promise<void> {
  await connected(url, async (db) => {
    await db.query(MADE.map((table) => `truncate ${service}.${table};`).join(''));
    await db.query(`insert into ${service}.dirty (from_month) values ('2022-01-01')`);
  });
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  await withFigures(url, service, async (pool) => {
    const database = { pool, service } as unknown as Database;
    const seat = SEATS[association];
    await createFigures({ database, measures: MEASURES[service], clock, association, seat, upstream: null }).build();
  });
}

const COLLECTED = `
  select concat_ws('|', to_char(reached_on, 'YYYY-MM'), commune, count(*)) as line
    from inventory.milestone where kind = 'COLLECTED' and is_counted group by reached_on::text, to_char(reached_on, 'YYYY-MM'), commune`;

/** 1, 15: machines by month and commune, by a statement that has nothing in common with the services. */
export const machinesAreCountedByTheCalendar: Invariant = {
  number: 15,
  name: 'machines count in the month of their own day, wherever the process stands',
  broken: async (run) => {
    const { stage } = run;
    const wrong: string[] = [];
    for (const association of ASSOCIATIONS) {
      const sql = COLLECTED.replace('reached_on::text, ', '');
      const own = await stage.sql(association, (db) => db.query<{ line: string }>(sql));
      for (const hub of HUBS) {
        const held = await stage.sql(hub, (db) =>
          db.query<{ line: string }>(
            `select concat_ws('|', period, territory, sum(value)::int) as line from inventory.fact
              where association = $1 and measure = 'computersCollected' group by period, territory`,
            [association],
          ),
        );
        const isOpen = (line: string): boolean => !isSealed(run, association, line);
        const lines = [own, held].map(({ rows }) => rows.map(({ line }) => line).filter(isOpen));
        wrong.push(...difference(lines[0]!, lines[1]!, `${hub} of ${association}`));
      }
    }
    return wrong;
  },
};
