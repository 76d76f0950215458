import type { Name, Stage } from './stage/stage.ts';
import { NAMES } from './stage/stage.ts';
import type { Association } from './world/rows.ts';
import type { Watch } from './invariants/watch.ts';

/** One run while it happens. */
export interface Run {
  stage: Stage;
  watch: Watch;
  /** The instant at which it began by the calendar of its instances, ISO. */
  now: string;
  /** How far ahead of the machine's clock the right ones are. */
  aheadMs: number;
  /** The number of the next family or machine. */
  next(): number;
  /** What was broken on purpose fails: that is noted, and no more. */
  attempt(what: string, work: Promise<unknown>): Promise<void>;
  notes: string[];
  isCountedAnew: boolean;
  /** Whether something happened that only an audit makes good: nothing marked what changed. */
  needsAudit: boolean;
  /** Whether something happened that only a comparison with the hub makes good. */
  needsComparison: boolean;
  /** Years that an association has sealed, and those before. */
  sealed: Partial<Record<Association, string>>;
  /** Something hostile that goes on while everybody else converges. */
  poison: (() => Promise<void>) | null;
  /** Copies of databases made in this run. */
  backups: Partial<Record<Name, string>>;
  /** What has to be undone or waited for before the run heals. */
  pending: (() => Promise<unknown>)[];
  /** Instances whose clock was ever wrong: what they said meanwhile is no promise. */
  excused: Set<Name>;
}

export function newRun(
  given: Pick<Run, 'stage' | 'watch' | 'now' | 'aheadMs' | 'isCountedAnew'>,
  firstNumber: number,
): Run {
  const notes: string[] = [];
  let last = firstNumber;
  return {
    ...given,
    next: () => (last += 1),
    attempt: async (what, work) => {
      await work.then(
        () => notes.push(`${what}: done`),
        (error: Error) => notes.push(`${what}: ${error.message.split('\n')[0]}`),
      );
    },
    notes,
    needsAudit: false,
    needsComparison: false,
    sealed: {},
    poison: null,
    backups: {},
    pending: [],
    excused: new Set(),
  };
}

/** Ends everything that is wrong: lines, clocks, processes, and what was left open. */
export async function heal(run: Run): Promise<void> {
  const { stage } = run;
  for (const line of Object.values(stage.lines)) line.mend();
  for (const undo of run.pending.splice(0).toReversed()) await undo();
  for (const line of Object.values(stage.lines)) await line.settle();
  for (const name of NAMES) {
    const { settings, process } = stage.instances[name];
    settings.clockMs = run.aheadMs;
    // Whoever lives goes on as it is: nobody is made well by starting it anew.
    if (process.isAlive()) await process.tell('setClock', settings.clockMs);
    else await stage.revive(name);
  }
}
