import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DevelopmentRole } from '../../gateway/sign-in/development-clients.ts';
import { removeCluster } from '../../packages/platform/database/embedded-cluster.ts';
import { openDesk } from '../sample/desk/desk.ts';
import { findFreePorts } from './network/free-ports.ts';
import { DEFIS, HUB, type Network, openNetwork } from './network/network.ts';
import { meanwhile } from './story/meanwhile.ts';
import { readStory, type Step } from './story/read-story.ts';
import { type Learned, tellQuestion } from './story/tell-question.ts';

/** Apart from the ports of the other end-to-end suite, which may run at the same time. */
const PORTS_FROM = 26_000;
const PLACES = { Défis: DEFIS, 'the hub': HUB };

let folder: string;
let network: Network;
let others: Record<string, () => Promise<void>>;
const learned: Learned = new Map();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passerelle-2011-'));
  network = await openNetwork(folder, await findFreePorts(PORTS_FROM), [DEFIS]);
  await network.start('all-in-one');
  const { addresses } = network;
  const desk = openDesk({
    url: `${addresses.originOf(DEFIS)}/graphql`,
    issuer: addresses.issuer,
    association: DEFIS.association!.id,
    onEntered: () => {},
    signal: new AbortController().signal,
  });
  others = meanwhile(desk, learned);
}, 120_000);

afterAll(async () => {
  await network?.close();
  await removeCluster(join(folder, 'postgresql'));
  await rm(folder, { recursive: true });
}, 60_000);

/** What rests on figures is asked once everything before it is counted, which takes seconds. */
const RESTS_ON_FIGURES = /submitReportingPeriod|impact\(|familiesServed/;

async function expectStep(step: Step): Promise<void> {
  if (step.kind === 'meanwhile') return others[step.sentence]!();
  const place = PLACES[step.place as keyof typeof PLACES];
  const organisation = learned.get('region') as string | undefined;
  const scope = { ...(step.role === 'partner' && { organisation }), ...(step.isAnother && { person: 'another' }) };
  if (RESTS_ON_FIGURES.test(step.query)) await network.settle();
  const role = step.role === 'anybody' ? null : (step.role as DevelopmentRole);
  await tellQuestion(await network.as(role, place, scope), step, learned);
}

const chapters = Map.groupBy(readStory('docs/year-2011.md'), ({ chapter }) => chapter);

describe.each([...chapters])('%s:', (_chapter, steps) => {
  test.each(steps.map((step): [string, Step] => [titleOf(step), step]))(
    '%s',
    async (_title, step) => expectStep(step),
    600_000,
  );
});

function titleOf(step: Step): string {
  return step.kind === 'meanwhile' ? step.sentence : `line ${step.line}, as ${step.role} at ${step.place}`;
}
