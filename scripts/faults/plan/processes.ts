import { setTimeout as wait } from 'node:timers/promises';
import { FIGURE_FAILPOINTS } from '../../../packages/platform/context/failpoint.ts';
import { DIED } from '../stage/instance.ts';
import { NAMES, PUBLISHERS, UPSTREAM, type Name } from '../stage/stage.ts';
import type { Run } from '../run.ts';
import { stepKind } from './step.ts';

/** Builds and publishes all the way up from here. */
async function makeTurn(run: Run, name: Name): Promise<void> {
  const { process } = run.stage.instances[name];
  await run.attempt(`build of ${name}`, process.tell('build'));
  await run.attempt(`publish of ${name}`, process.tell('publish'));
}

/** SIGKILL from outside, somewhere in the middle of a build or a publication, of the sender or of its hub. */
const killing = stepKind({
  name: 'kill',
  weight: 3,
  draw: (random) => ({
    from: random.pick(PUBLISHERS),
    side: random.pick(['sender', 'hub'] as const),
    afterMs: random.whole(0, 250),
  }),
  carryOut: async (run, { from, side, afterMs }) => {
    const victim = side === 'sender' ? from : UPSTREAM[from]!;
    const turn = makeTurn(run, from);
    await wait(afterMs);
    run.stage.instances[victim].process.signal('SIGKILL');
    await run.stage.instances[victim].process.ended;
    await turn;
    await run.stage.revive(victim);
  },
});

/** A process dies at one exact point of making, sending or receiving figures. */
const dying = stepKind({
  name: 'failpoint',
  weight: 6,
  draw: (random) => ({ from: random.pick(PUBLISHERS), point: random.pick(FIGURE_FAILPOINTS) }),
  carryOut: async (run, { from, point }) => {
    const victim = point.startsWith('RECEIVE') ? UPSTREAM[from]! : from;
    const { process } = run.stage.instances[victim];
    await run.attempt(`arm ${point}`, process.tell('arm', point));
    await makeTurn(run, from);
    await run.stage.revive(victim);
    if (run.notes.at(-1)?.includes(DIED)) run.notes.push(`${victim} died at ${point}`);
  },
});

/** SIGSTOP: an instance stands still. Who waits for it gives up in time, or before it wakes and goes on with what it was sent. */
const freezing = stepKind({
  name: 'freeze',
  weight: 2,
  draw: (random) => ({ name: random.pick(NAMES), ms: random.whole(100, 700), patience: random.fraction() * 2 }),
  carryOut: async (run, { name, ms, patience }) => {
    const { instances, lines } = run.stage;
    const { process } = instances[name];
    process.signal('SIGSTOP');
    const turns = Promise.all(PUBLISHERS.map((from) => makeTurn(run, from)));
    await wait(ms * Math.min(patience, 1));
    if (patience < 1) for (const from of PUBLISHERS) if (UPSTREAM[from] === name) lines[from]!.giveUp();
    await wait(ms * Math.max(1 - patience, 0));
    process.signal('SIGCONT');
    await turns;
  },
});

export const PROCESSES = [killing, dying, freezing];
