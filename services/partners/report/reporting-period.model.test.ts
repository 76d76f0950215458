import fc from 'fast-check';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { exactly } from '../../../packages/figures/read/figure-arithmetic.ts';
import { anAgreement } from '../agreement/agreement.factory.ts';
import { aReportingService } from '../testing/partners.ts';
import type { ScriptedPeers } from '../testing/peers.ts';
import { openReport, stepReport } from './report.factory.ts';

let partners: ServiceUnderTest;
let peers: ScriptedPeers;
beforeAll(async () => {
  ({ partners, peers } = await aReportingService());
});
afterAll(() => partners.close());

/** One revision: the state it is in, who submitted it, and the number of families it keeps. */
interface Revision {
  state: 'OPEN' | 'SUBMITTED' | 'APPROVED' | 'LOCKED' | 'DISCARDED';
  /** Which revision it corrects, as an index; null for what was opened. */
  corrects: number | null;
  submittedBy: string | null;
  kept: number | null;
}

interface Model {
  revisions: Revision[];
  /** How many families are told today. */
  families: number;
  isLendingDown: boolean;
}

/** What a report is before anything is told. */
const opened = (corrects: number | null): Revision => ({ state: 'OPEN', corrects, submittedBy: null, kept: null });
const isLive = ({ state }: Revision): boolean => state !== 'DISCARDED';

interface Real {
  agreementId: string;
  ids: string[];
}

const as = (subject: string) => partners.as('manager', { subject });
const codeOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors[0]?.code ?? 'DONE';

function expectAnswer(step: { toString(): string }, answer: string, expected: string): void {
  expect(`${step.toString()}: ${answer}`).toBe(`${step.toString()}: ${expected}`);
}

/** A step on the n-th revision there is, by one of two people. */
class Step implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly verb: 'submit' | 'approve' | 'return' | 'lock' | 'correct' | 'discard',
    readonly nth: number,
    readonly who: string,
  ) {}

  check = () => true;
  toString = () => `${this.who} ${this.verb}s revision ${this.nth}`;

  async run(model: Model, real: Real): Promise<void> {
    const index = this.nth % model.revisions.length;
    const expected = this.expected(model, index);
    const answer = await stepReport(as(this.who), this.verb, real.ids[index]!);
    expectAnswer(this, codeOf(answer), expected);
    if (expected === 'DONE') this.change(model, index);
    if (expected === 'DONE' && this.verb === 'correct') real.ids.push(answer.reportingPeriod.id);
    await compare(model, real);
  }

  private expected({ revisions, isLendingDown }: Model, index: number): string {
    const { state, submittedBy } = revisions[index]!;
    switch (this.verb) {
      case 'submit':
        if (state !== 'OPEN') return 'NOT_OPEN';
        return isLendingDown ? 'FIGURES_UNREACHABLE' : 'DONE';
      case 'approve':
        if (state !== 'SUBMITTED') return 'NOT_SUBMITTED';
        return submittedBy === this.who ? 'SAME_PERSON' : 'DONE';
      case 'return':
        return state === 'SUBMITTED' ? 'DONE' : 'NOT_SUBMITTED';
      case 'lock':
        return state === 'APPROVED' ? 'DONE' : 'NOT_APPROVED';
      case 'correct':
        if (state !== 'LOCKED') return 'NOT_LOCKED';
        return revisions.some((next) => isLive(next) && next.corrects === index) ? 'ALREADY_CORRECTED' : 'DONE';
      case 'discard':
        return state === 'OPEN' ? 'DONE' : 'NOT_OPEN';
    }
  }

  private change({ revisions, families }: Model, index: number): void {
    const revision = revisions[index]!;
    if (this.verb === 'submit') Object.assign(revision, { state: 'SUBMITTED', submittedBy: this.who, kept: families });
    if (this.verb === 'approve') revision.state = 'APPROVED';
    if (this.verb === 'return') Object.assign(revision, { state: 'OPEN', submittedBy: null, kept: null });
    if (this.verb === 'lock') revision.state = 'LOCKED';
    if (this.verb === 'correct') revisions.push(opened(index));
    if (this.verb === 'discard') revision.state = 'DISCARDED';
  }
}

/** The period is opened once more. */
class Open implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  toString = () => 'open';

  async run(model: Model, real: Real): Promise<void> {
    const answer = await openReport(as('anne'), { agreementId: real.agreementId });
    const expected = model.revisions.some(isLive) ? 'ALREADY_OPENED' : 'DONE';
    expectAnswer(this, codeOf(answer), expected);
    if (expected === 'DONE') {
      model.revisions.push(opened(null));
      real.ids.push(answer.reportingPeriod.id);
    }
    await compare(model, real);
  }
}

/** The last revision that was not given up goes one step further, as it should. */
class Advance implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  toString = () => 'advance';

  run(model: Model, real: Real): Promise<void> {
    const last = model.revisions.findLastIndex(isLive);
    if (last === -1) return new Open().run(model, real);
    const verb = NEXT[model.revisions[last]!.state];
    return new Step(verb, last, verb === 'approve' ? 'yann' : 'anne').run(model, real);
  }
}

const NEXT = {
  OPEN: 'submit',
  SUBMITTED: 'approve',
  APPROVED: 'lock',
  LOCKED: 'correct',
  DISCARDED: 'discard',
} as const;

/** The world moves on: other figures are told from now on, or lending stops answering. */
class Move implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly families: number,
    readonly isLendingDown: boolean,
  ) {}

  check = () => true;
  toString = () => `${this.families} families${this.isLendingDown ? ', and lending is down' : ''}`;

  async run(model: Model, real: Real): Promise<void> {
    const { families, isLendingDown } = this;
    Object.assign(model, { families, isLendingDown });
    peers.told.set('familiesEquipped', exactly(families));
    peers.down.clear();
    if (isLendingDown) peers.down.add('lending');
    await compare(model, real);
  }
}

const REVISIONS = `query ($id: ID!) { agreement(id: $id) { reportingPeriods(first: 100) { nodes {
  id state revision figures { figure { value measure { name } } } supersedes { id } supersededBy { id }
} } } }`;
const DRIFT = 'query ($id: ID!) { reportingPeriod(id: $id) { drift { kept { measure { name } } moved } } }';

async function compare({ revisions, families, isLendingDown }: Model, { agreementId, ids }: Real): Promise<void> {
  const { nodes } = (await as('reader').request(REVISIONS, { id: agreementId })).agreement.reportingPeriods;
  expect(nodes).toMatchObject(
    revisions.map(({ state, corrects }, index) => ({
      id: ids[index],
      state,
      revision: numberOf(revisions, index),
      supersedes: corrects === null ? null : { id: ids[corrects] },
      supersededBy: referTo(ids[revisions.findIndex((next) => isLive(next) && next.corrects === index)]),
    })),
  );
  expect(nodes.map(({ figures }: { figures: Kept[] }) => keptOf(figures))).toEqual(revisions.map(({ kept }) => kept));
  const { kept } = revisions[0]!;
  if (isLendingDown || kept === null) return;
  const { drift } = (await as('reader').request(DRIFT, { id: ids[0] })).reportingPeriod;
  expect(drift.some(({ moved }: { moved: boolean }) => moved)).toBe(kept !== families);
}

const referTo = (id: string | undefined) => (id === undefined ? null : { id });

function numberOf(revisions: readonly Revision[], index: number): number {
  const { corrects } = revisions[index]!;
  return corrects === null ? 1 : numberOf(revisions, corrects) + 1;
}

interface Kept {
  figure: { value: number; measure: { name: string } };
}

const keptOf = (figures: Kept[]): number | null =>
  figures.find(({ figure }) => figure.measure.name === 'familiesEquipped')?.figure.value ?? null;

const verb = fc.constantFrom('submit', 'approve', 'return', 'lock', 'correct', 'discard');
const step = fc.tuple(verb, fc.nat({ max: 3 }), fc.constantFrom('anne', 'yann'));
const move = fc.tuple(fc.integer({ min: 370, max: 390 }), fc.integer({ min: 0, max: 4 }));
const steps = fc.commands(
  [
    step.map(([which, nth, who]) => new Step(which, nth, who)),
    fc.constant(new Advance()),
    fc.constant(new Advance()),
    fc.constant(new Open()),
    move.map(([families, draw]) => new Move(families, draw === 0)),
  ],
  { maxCommands: 25, size: 'max' },
);

async function begin() {
  peers.told.set('familiesEquipped', exactly(380));
  peers.down.clear();
  const { id: agreementId } = await anAgreement(as('anne'));
  const { reportingPeriod } = await openReport(as('anne'), { agreementId });
  const model: Model = {
    revisions: [opened(null)],
    families: 380,
    isLendingDown: false,
  };
  return { model, real: { agreementId, ids: [reportingPeriod.id] } };
}

test('A report answers every step as a model much simpler than it, and a locked figure never moves', async () => {
  await fc.assert(
    fc.asyncProperty(steps, (commands) => fc.asyncModelRun(begin, commands)),
    { numRuns: 10 },
  );
}, 120_000);
