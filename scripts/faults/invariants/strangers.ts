import { HUBS, SERVICES } from '../stage/stage.ts';
import { ASSOCIATIONS } from '../world/rows.ts';
import type { Invariant } from './invariant.ts';

/** 9: hubs hold what approved installations have signed for their own association, and nothing of anybody else. */
export const strangersLeaveNothing: Invariant = {
  number: 9,
  name: 'nothing of a stranger stays at a hub',
  broken: async ({ stage }) => {
    const wrong: string[] = [];
    for (const hub of HUBS) {
      for (const service of SERVICES) {
        const { rows } = await stage.sql(hub, (db) =>
          db.query<{ line: string }>(
            `select distinct concat_ws(' ', association, period, install) as line from ${service}.slice
              where association <> all($1) or install is null or signature is null`,
            [ASSOCIATIONS],
          ),
        );
        wrong.push(...rows.slice(0, 3).map(({ line }) => `${hub} ${service} holds ${line}`));
      }
    }
    return wrong;
  },
};

/** 8: an association that is heard through two hubs is there once: one head for each of its periods. */
export const nobodyCountsTwice: Invariant = {
  number: 8,
  name: 'heard through two hubs, an association counts once',
  broken: async ({ stage }) => {
    const totals = `select coalesce(sum(value), 0)::int as total from inventory.rollup
      where territory = 'FR' and period = 'ever' and measure = 'computersCollected' and programme = '*'`;
    const own = await Promise.all(
      ASSOCIATIONS.map((name) => stage.sql(name, (db) => db.query<{ total: number }>(totals))),
    );
    const expected = own.reduce((sum, { rows }) => sum + rows[0]!.total, 0);
    const wrong: string[] = [];
    for (const hub of HUBS) {
      const { rows } = await stage.sql(hub, (db) => db.query<{ total: number }>(totals));
      if (rows[0]!.total !== expected) wrong.push(`${hub} counts ${rows[0]!.total} machines of ${expected}`);
    }
    return wrong;
  },
};
