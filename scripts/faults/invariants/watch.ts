import type { Client } from 'pg';
import type { Fact } from '../../../packages/figures/measures/fact.ts';
import { digestOf } from '../../../packages/figures/slices/slice.ts';
import { connected } from '../stage/servers.ts';
import { HUBS, SERVICES, type Hub, type Name, type Service, type Stage } from '../stage/stage.ts';
import { BEACON, BEACON_MONTH, light } from '../world/beacon.ts';
import type { Association } from '../world/rows.ts';

/** Something that must never be, and which of the twenty invariants it breaks. */
export interface Violation {
  invariant: number;
  what: string;
}

/** Eyes on the hubs while a run happens. */
export interface Watch {
  violations: Violation[];
  /** Changes something at an association in one transaction, and lights a beacon with it. */
  commit(stage: Stage, at: Association, change: (db: Client) => Promise<unknown>): Promise<void>;
  /** An instance is put back to an older state: what was seen of it is no past of what comes. */
  forget(name: Name): void;
  /** What an association has promised with a wrong clock is no promise. */
  excuse(name: Name): void;
  stop(): Promise<void>;
}

interface Beacon {
  association: Association;
  at: number;
}

const PAUSE_MS = 120;

/** Watches until it is stopped: heads (4, 12), whole slices (5), and ages (18). */
export function startWatch(stage: Stage, aheadMs: number): Watch {
  const violations: Violation[] = [];
  const heads = new Map<string, Head>();
  const beacons: Beacon[] = [];
  const excused = new Set<Name>();
  let lit = 0;
  const over = new AbortController();
  let generation = 0;
  const look = async (hub: Hub): Promise<void> => {
    const seen = generation;
    const views = await connected(stage.url(hub), (db) => Promise.all(SERVICES.map((service) => view(db, service))));
    // What was read before a hub was put back is no past of what is read after.
    if (seen !== generation) return;
    for (const [n, service] of SERVICES.entries()) {
      violations.push(...whatWentBack(heads, `${hub} ${service}`, views[n]!.heads), ...whatIsHalf(hub, views[n]!));
    }
    const counting = beacons.filter(({ association }) => !excused.has(association));
    violations.push(...whoPromisedTooMuch(hub, views[0]!, counting, aheadMs));
  };
  const watching = (async () => {
    while (!over.signal.aborted) {
      for (const hub of HUBS) await look(hub).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();
  return {
    violations,
    commit: (_stage, at, change) =>
      connected(stage.url(at), async (db) => {
        lit += 1;
        await db.query('begin');
        await change(db);
        await light(db, at, lit);
        await db.query('commit');
        beacons.push({ association: at, at: Date.now() });
      }),
    excuse: (name) => void excused.add(name),
    forget: (name) => {
      generation += 1;
      excused.add(name);
      for (const key of heads.keys()) if (key.startsWith(name)) heads.delete(key);
    },
    stop: async () => {
      over.abort();
      await watching;
      for (const hub of HUBS) await look(hub).catch(() => {});
    },
  };
}

interface Head {
  association: string;
  period: string;
  part: number;
  epoch: number;
  revision: number;
  digest: string;
  sealed: boolean;
}

interface View {
  heads: Head[];
  /** One slice with all its facts. */
  slice: (Head & { facts: Fact[] | null }) | undefined;
  /** Associations, as of when they were heard, and how many of their beacons are counted. */
  heard: { association: string; as_of: Date; beacons: number }[];
}

/** What a reader sees of one service, each part in one statement, hence in one snapshot. */
async function view(db: Client, service: Service): Promise<View> {
  const heads = await db.query<Head>(
    `select association, period, part, epoch, revision, digest, sealed from ${service}.slice`,
  );
  const slice = await db.query<Head & { facts: Fact[] | null }>(
    `select s.*, (select jsonb_agg(to_jsonb(f) - 'people') from ${service}.fact f
       where (f.association, f.period, f.part) = (s.association, s.period, s.part)) as facts
     from ${service}.slice s order by built_at desc, random() limit 1`,
  );
  const heard = await db.query<View['heard'][number]>(
    `select h.association, h.as_of, coalesce((select sum(value)::int from ${service}.fact f
       where f.association = h.association and f.period = $1 and f.territory = $2 and f.measure = 'computersCollected'), 0) as beacons
     from ${service}.heard h`,
    [BEACON_MONTH, BEACON.commune],
  );
  return { heads: heads.rows, slice: slice.rows[0], heard: heard.rows };
}

/** 4: heads never go back. 12: what is sealed never changes. */
function whatWentBack(known: Map<string, Head>, where: string, heads: readonly Head[]): Violation[] {
  return heads.flatMap((head) => {
    const name = [where, head.association, head.period, head.part].join(' ');
    const before = known.get(name);
    known.set(name, head);
    if (!before) return [];
    const step = head.epoch - before.epoch || head.revision - before.revision;
    const told = `${name} went from ${before.epoch}.${before.revision} to ${head.epoch}.${head.revision}`;
    if (before.sealed && (!head.sealed || head.digest !== before.digest))
      return [{ invariant: 12, what: `sealed ${told}` }];
    if (step < 0) return [{ invariant: 4, what: told }];
    return step === 0 && head.digest !== before.digest ? [{ invariant: 4, what: `${told} with other facts` }] : [];
  });
}

/** 5: facts and head of a slice are of one revision, whenever they are read. */
function whatIsHalf(hub: Hub, { slice }: View): Violation[] {
  if (!slice || digestOf(slice.facts ?? []) === slice.digest) return [];
  return [
    { invariant: 5, what: `${hub} shows ${slice.association} ${slice.period} with other facts than its digest says` },
  ];
}

/** 18: what was committed before the instant that a hub names is counted there. */
function whoPromisedTooMuch(hub: Hub, { heard }: View, beacons: readonly Beacon[], aheadMs: number): Violation[] {
  return heard.flatMap(({ association, as_of, beacons: counted }) => {
    const until = as_of.getTime() - aheadMs;
    const due = beacons.filter((beacon) => beacon.association === association && beacon.at < until).length;
    const what = `${hub} counts ${counted} of the ${due} changes of ${association} before ${as_of.toISOString()}`;
    return counted < due ? [{ invariant: 18, what }] : [];
  });
}
