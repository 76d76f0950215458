import type { Run } from '../run.ts';
import { bodyAt } from '../proxy/http-message.ts';
import { HUBS, PUBLISHERS, SERVICES } from '../stage/stage.ts';
import { holdsCanary } from '../world/canary.ts';
import { MEASURES } from './convergence.ts';
import { FEW, type Invariant } from './invariant.ts';

const THRESHOLD = 11;
const COUNTS_OF_PEOPLE = new Set(
  Object.values(MEASURES)
    .flat()
    .filter((measure) => measure.kind !== 'RATIO' && measure.protects === 'PERSON')
    .filter(({ kind }) => kind === 'DISTINCT' || kind === 'STOCK')
    .map(({ name }) => name),
);

interface Told {
  variables?: {
    input?: { slices?: { association: string; period: string; facts: { measure: string; value: number | null }[] }[] };
  };
}

function toldIn(message: Buffer): Told {
  try {
    return JSON.parse(message.subarray(bodyAt(message)).toString()) as Told;
  } catch {
    return {};
  }
}

/** 11: no count of people below the threshold ever left an association, whatever became of it on its way. */
export const smallGroupsStayHome: Invariant = {
  number: 11,
  name: 'no group under the threshold leaves',
  broken: async ({ stage }) =>
    PUBLISHERS.flatMap((from) => stage.lines[from]!.carried)
      .flatMap((message) => toldIn(message).variables?.input?.slices ?? [])
      .flatMap(({ association, period, facts }) =>
        facts
          .filter(({ measure, value }) => COUNTS_OF_PEOPLE.has(measure) && value !== null && value < THRESHOLD)
          .map(({ measure, value }) => `${association} told ${period} ${measure} = ${value}`),
      )
      .slice(0, FEW),
};

/** 13: no byte of what stands in personal columns ever left an association. */
export const canariesStayHome: Invariant = {
  number: 13,
  name: 'canaries never leave',
  broken: async ({ stage }) =>
    PUBLISHERS.filter((from) => stage.lines[from]!.carried.some(holdsCanary)).map((from) => `a canary left ${from}`),
};

/** 3: everything that was ever sent, sent again in another order, leaves the hubs as they are. */
export const anyOrderIsTheSame: Invariant = {
  number: 3,
  name: 'any multiset and order of messages gives the same hub',
  broken: async (run) => {
    const before = await stateOf(run);
    for (const from of PUBLISHERS) {
      const { carried, replay } = run.stage.lines[from]!;
      // Last first: as far from the order they were sent in as can be.
      await replay(carried.toReversed());
    }
    const after = await stateOf(run);
    return after.filter((line, n) => line !== before[n]).map((line) => `changed by old messages: ${line}`);
  },
};

/** A line per hub and service that tells whether anything in it has changed. */
async function stateOf({ stage }: Run): Promise<string[]> {
  const lines: string[] = [];
  for (const hub of HUBS) {
    for (const service of SERVICES) {
      const { rows } = await stage.sql(hub, (db) =>
        db.query<{ state: string }>(
          `select concat_ws(' ',
             (select md5(string_agg(md5(concat_ws('|', association, period, part, epoch, revision, digest)), '' order by association, period, part)) from ${service}.slice),
             (select md5(string_agg(md5(f::text), '' order by f::text)) from ${service}.fact f),
             (select md5(string_agg(md5(r::text), '' order by r::text)) from ${service}.rollup r)) as state`,
        ),
      );
      lines.push(`${hub} ${service} ${rows[0]!.state}`);
    }
  }
  return lines;
}
