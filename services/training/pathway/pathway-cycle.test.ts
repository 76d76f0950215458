import fc from 'fast-check';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { answerOf, walk, type Step } from '../testing/random-walk.ts';
import { aTrainingService } from '../training.factory.ts';
import { levelsAt, prescribePathway, step } from './pathway.factory.ts';

interface ModelPathway {
  id: string;
  state: string;
  assessments: number;
  exitedIn: number;
  outcome: string | null;
  later: string | null;
}

interface World {
  /** Months since January 2011: each wait is one quarter. */
  month: number;
  personId: string;
  pathways: ModelPathway[];
  /** The month of the last step of the last pathway that was left. */
  leftIn: number;
}

const dateOf = (month: number): string =>
  `${2011 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-15`;
const RUNNING = ['PRESCRIBED', 'ASSESSED', 'IN_PROGRESS'];

describe('A pathway, wherever it goes', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');

  const prescribe = (): Step<World> => {
    let id: string;
    return {
      name: 'prescribe',
      async ask({ personId }) {
        const answer = await prescribePathway(trainer(), { personId });
        id = answer.pathway?.id;
        return answerOf(answer);
      },
      foretell(world) {
        if (world.pathways.some(({ state }) => state !== 'EXITED')) return 'PATHWAY_OPEN';
        if (world.month <= world.leftIn) return 'BEFORE_LAST_PATHWAY';
        world.pathways.push({ id, state: 'PRESCRIBED', assessments: 0, exitedIn: -1, outcome: null, later: null });
        return 'DONE';
      },
    };
  };

  const wait = (): Step<World> => ({
    name: 'wait three months',
    async ask({ month }) {
      training.clock.set(dateOf(month + 3));
      return 'DONE';
    },
    foretell(world) {
      world.month += 3;
      return 'DONE';
    },
  });

  /** A step of the latest pathway. */
  const take = (
    verb: string,
    input: object,
    foretell: (pathway: ModelPathway, world: World) => string,
  ): Step<World> => ({
    name: `${verb} ${Object.values(input)
      .filter((value) => typeof value === 'string')
      .join(' ')}`,
    isPossible: ({ pathways }) => pathways.length > 0,
    ask: async ({ pathways }) => answerOf(await step(trainer(), verb, { pathwayId: pathways.at(-1)!.id, ...input })),
    foretell: (world) => foretell(world.pathways.at(-1)!, world),
  });

  const isOver = ({ state }: ModelPathway): boolean => !RUNNING.includes(state);

  const assess = (level: number): Step<World> =>
    take('assessPathway', levelsAt(level), (pathway) => {
      if (pathway.state === 'ASSESSED') return 'ALREADY_ASSESSED';
      if (isOver(pathway)) return 'PATHWAY_OVER';
      if (pathway.state === 'PRESCRIBED') pathway.state = 'ASSESSED';
      pathway.assessments += 1;
      return 'DONE';
    });

  const start = (): Step<World> =>
    take('startPathway', {}, (pathway) => {
      if (pathway.state === 'PRESCRIBED') return 'NOT_ASSESSED';
      if (pathway.state === 'IN_PROGRESS') return 'ALREADY_STARTED';
      if (isOver(pathway)) return 'PATHWAY_OVER';
      pathway.state = 'IN_PROGRESS';
      return 'DONE';
    });

  const end = (ending: string): Step<World> => {
    const input = ending === 'REDIRECTED' ? { ending, redirectedToId: 'RNA-W561000001' } : { ending };
    return take('endPathway', input, (pathway) => {
      if (isOver(pathway)) return 'PATHWAY_OVER';
      if (ending === 'COMPLETED' && pathway.state !== 'IN_PROGRESS') return 'NOT_STARTED';
      if (ending === 'COMPLETED' && pathway.assessments < 2) return 'FINAL_ASSESSMENT_MISSING';
      pathway.state = ending;
      return 'DONE';
    });
  };

  const exit = (outcome: string): Step<World> =>
    take('exitPathway', { outcome }, (pathway, world) => {
      if (pathway.state === 'EXITED') return 'ALREADY_EXITED';
      if (!isOver(pathway)) return 'NOT_ENDED';
      Object.assign(pathway, { state: 'EXITED', outcome, exitedIn: world.month });
      world.leftIn = world.month;
      return 'DONE';
    });

  const correctExit = (outcome: string): Step<World> =>
    take('correctExit', { outcome }, (pathway) => {
      if (pathway.state !== 'EXITED') return 'NOT_EXITED';
      if (pathway.outcome === outcome) return 'SAME_OUTCOME';
      pathway.outcome = outcome;
      return 'DONE';
    });

  const followUp = (outcome: string): Step<World> =>
    take('recordLaterOutcome', { outcome }, (pathway, { month }) => {
      if (pathway.state !== 'EXITED') return 'NOT_EXITED';
      if (pathway.later && pathway.later !== 'UNKNOWN') return 'OUTCOME_KNOWN';
      if (month < pathway.exitedIn + 6) return 'TOO_SOON';
      pathway.later = outcome;
      return 'DONE';
    });

  const READ = `query ($r: [_Any!]!) {
    _entities(representations: $r) {
      ... on Person { pathways(first: 100) { nodes { id state outcome laterOutcome assessments { assessedOn } progress { gained } } } }
    }
  }`;

  async function check({ personId, pathways }: World): Promise<void> {
    const { _entities } = await trainer().request(READ, { r: [{ __typename: 'Person', id: personId }] });
    const found = _entities[0].pathways.nodes;
    expect(found.filter(({ state }: ModelPathway) => state !== 'EXITED').length).toBeLessThanOrEqual(1);
    expect(found).toMatchObject(
      pathways.map(({ id, state, outcome, later, assessments }) => ({
        id,
        state,
        outcome,
        laterOutcome: later,
        assessments: { length: assessments },
        progress: { length: assessments < 2 ? 0 : 5 },
      })),
    );
  }

  it('is one at a time, completed only with what was learnt, and asked about only later', async () => {
    const outcome = fc.constantFrom('JOB', 'OTHER', 'UNKNOWN');
    const done = await walk<World>({
      steps: [
        fc.constant(null).map(prescribe),
        fc.nat(8).map(assess),
        fc.nat(8).map(assess),
        fc.constant(null).map(start),
        fc.constant(null).map(start),
        fc.constantFrom('COMPLETED', 'COMPLETED', 'COMPLETED', 'COMPLETED', 'DROPPED_OUT', 'REDIRECTED').map(end),
        outcome.map(exit),
        outcome.map(correctExit),
        outcome.map(followUp),
        fc.constant(null).map(wait),
      ],
      begin: async () => {
        training.clock.set(dateOf(0));
        return { month: 0, personId: aPerson(), pathways: [], leftIn: -1 };
      },
      check,
      runs: 6,
      longest: 60,
    });
    expect(done).toBeGreaterThan(10);
  }, 120_000);
});
