import fc from 'fast-check';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { allocateVisas } from '../allocation/allocation.factory.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { claimVisas, settleVisaClaim } from '../claim/claim.factory.ts';
import { annulSession, correctRegister, recordSession } from '../session/session.factory.ts';
import { answerOf, walk, type Step } from '../testing/random-walk.ts';
import { aTrainingService } from '../training.factory.ts';
import { cancelVisa, completeVisa, issueVisa, startVisa } from './visa.factory.ts';

/** Two programmes: the first ends on the third day, and has three visas of two hours. */
const PROGRAMMES = [
  { visas: 3, hours: 2, lastDay: 3 },
  { visas: 2, hours: 1, lastDay: 30 },
] as const;
const PEOPLE = 3;

interface ModelVisa {
  id: string;
  claimId: string | null;
  person: number;
  programme: 0 | 1;
  state: string;
  startedOn: number;
  completedOn: number;
}

interface ModelSession {
  id: string;
  person: number;
  hours: number;
  day: number;
  isAnnulled: boolean;
  /** The completed visa that has its hours. */
  visa: ModelVisa | null;
}

interface World {
  day: number;
  people: string[];
  /** Who each of them turned out to be, themselves unless they were merged. */
  kept: number[];
  programmes: string[];
  visas: ModelVisa[];
  attended: ModelSession[];
}

const dateOf = (day: number): string => `2011-02-${String(day).padStart(2, '0')}`;
const isOpen = ({ state }: ModelVisa): boolean => state === 'ISSUED' || state === 'STARTED';
const stateOf = ({ day }: World, visa: ModelVisa): string =>
  isOpen(visa) && day > PROGRAMMES[visa.programme].lastDay ? 'EXPIRED' : visa.state;
const countable = (world: World, visa: ModelVisa) =>
  world.attended.filter(
    ({ person, day, visa: taken }) =>
      !taken &&
      world.kept[person] === world.kept[visa.person] &&
      day >= visa.startedOn &&
      day <= PROGRAMMES[visa.programme].lastDay,
  );

const hoursIn = (sessions: readonly ModelSession[]): number => sessions.reduce((sum, { hours }) => sum + hours, 0);
/** Whether a completed visa has its hours without a session, and so many more. */
const isWithout = ({ attended }: World, session: ModelSession, hours: number): boolean =>
  !session.visa ||
  hoursIn(attended.filter((one) => one !== session && one.visa === session.visa)) + hours >=
    PROGRAMMES[session.visa.programme].hours;

describe('A visa, wherever it goes', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService('2011-02-01')));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const manager = () => training.as('manager');

  async function begin(): Promise<World> {
    training.clock.set(dateOf(1));
    const programmes = PROGRAMMES.map((_, index) => `programme-${index}-${newTypeId('').slice(-10)}`);
    for (const [index, { visas, hours, lastDay }] of PROGRAMMES.entries()) {
      const validity = {
        on: dateOf(1),
        validFrom: dateOf(1),
        validUntil: lastDay > 28 ? '2011-03-31' : dateOf(lastDay),
      };
      await allocateVisas(manager(), { programmeId: programmes[index], visas, hours, ...validity });
    }
    const people = Array.from({ length: PEOPLE }, aPerson);
    return { day: 1, people, kept: people.map((_, index) => index), programmes, visas: [], attended: [] };
  }

  const issue = (person: number, programme: 0 | 1): Step<World> => {
    let made: string;
    return {
      name: `issue to ${person} in ${programme}`,
      async ask({ people, programmes }) {
        const answer = await issueVisa(trainer(), { personId: people[person], programmeId: programmes[programme] });
        made = answer.visa?.id;
        return answerOf(answer);
      },
      foretell(world) {
        const own = world.visas.filter((visa) => world.kept[visa.person] === world.kept[person]);
        const states = own.map((visa) => [visa, stateOf(world, visa)] as const);
        const lives = ([, state]: readonly [ModelVisa, string]): boolean => !['EXPIRED', 'CANCELLED'].includes(state);
        if (states.some((one) => one[0].programme === programme && lives(one))) return 'ALREADY_HAS_VISA';
        if (states.some(([, state]) => state === 'ISSUED' || state === 'STARTED')) return 'VISA_OPEN';
        const { lastDay, visas } = PROGRAMMES[programme];
        if (world.day > lastDay) return 'NO_ALLOCATION';
        const drawn = world.visas.filter((visa) => visa.programme === programme && visa.state !== 'CANCELLED');
        if (drawn.length === visas) return 'ALLOCATION_EXHAUSTED';
        for (const [visa, state] of states) visa.state = state;
        world.visas.push({ id: made, claimId: null, person, programme, state: 'ISSUED', startedOn: 0, completedOn: 0 });
        return 'DONE';
      },
    };
  };

  const registerOf = (world: World, person: number, hours: number) => ({
    minutes: hours * 60,
    attendances: [{ personId: world.people[person] }],
    anonymousAttendance: 0,
  });

  const attend = (person: number, hours: number): Step<World> => {
    let id: string;
    return {
      name: `attend ${hours} h by ${person}`,
      async ask(world) {
        const register = registerOf(world, person, hours);
        const answer = await recordSession(trainer(), { kind: 'INDIVIDUAL', ...register });
        id = answer.session?.id;
        return answerOf(answer);
      },
      foretell(world) {
        world.attended.push({ id, person, hours, day: world.day, isAnnulled: false, visa: null });
        return 'DONE';
      },
    };
  };

  /** A step of the session of a number, modulo how many there are. */
  const ofSession = (
    name: string,
    number: number,
    ask: (session: ModelSession, world: World) => Promise<{ userErrors: { code: string }[] }>,
    foretell: (session: ModelSession, world: World) => string,
  ): Step<World> => {
    const chosen = ({ attended }: World): ModelSession => attended[number % attended.length]!;
    return {
      name: `${name} #${number}`,
      isPossible: ({ attended }) => attended.length > 0,
      ask: async (world) => answerOf(await ask(chosen(world), world)),
      foretell: (world) => (chosen(world).isAnnulled ? 'SESSION_CANCELLED' : foretell(chosen(world), world)),
    };
  };

  const correct = (number: number, hours: number, earlier: number): Step<World> => {
    const dayOf = ({ day }: ModelSession): number => Math.max(1, day - earlier);
    return ofSession(
      `correct to ${hours} h, ${earlier} days earlier,`,
      number,
      (session, world) => {
        const register = registerOf(world, session.person, hours);
        return correctRegister(trainer(), { sessionId: session.id, ...register, heldOn: dateOf(dayOf(session)) });
      },
      (session, world) => {
        const day = dayOf(session);
        const { visa } = session;
        const isLost = visa && (day < visa.startedOn || day > visa.completedOn);
        if (!isWithout(world, session, isLost ? 0 : hours)) return 'HOURS_OF_A_VISA';
        Object.assign(session, { hours, day, visa: isLost ? null : visa });
        return 'DONE';
      },
    );
  };

  const annul = (number: number): Step<World> =>
    ofSession(
      'annul',
      number,
      ({ id }) => annulSession(trainer(), { sessionId: id }),
      (session, world) => {
        if (!isWithout(world, session, 0)) return 'HOURS_OF_A_VISA';
        Object.assign(session, { hours: 0, isAnnulled: true, visa: null });
        return 'DONE';
      },
    );

  const merge = (given: number, into: number): Step<World> => ({
    name: `find that ${given} is ${into}`,
    async ask({ people, day }) {
      const merged = { personId: people[given], keptPersonId: people[into], mergeId: newTypeId('merge') };
      return answerOf(
        await callVerb(training.as('service'), 'repointPerson', 'changed', { ...merged, on: dateOf(day) }),
      );
    },
    foretell(world) {
      if (given === into) return 'SAME_PERSON';
      const [was, is] = [world.kept[given]!, world.kept[into]!];
      world.kept = world.kept.map((person) => (person === was ? is : person));
      return 'DONE';
    },
  });

  const wait = (): Step<World> => ({
    name: 'wait a day',
    isPossible: ({ day }) => day < 28,
    ask: ({ day }) => Promise.resolve(training.clock.set(dateOf(day + 1))).then(() => 'DONE'),
    foretell(world) {
      world.day += 1;
      return 'DONE';
    },
  });

  /** A step of the visa of a number, modulo how many there are. */
  const of = (
    name: string,
    number: number,
    ask: (visa: ModelVisa) => Promise<{ userErrors: { code: string }[] }>,
    foretell: (visa: ModelVisa, state: string, world: World) => string,
  ): Step<World> => {
    const chosen = ({ visas }: World): ModelVisa => visas[number % visas.length]!;
    return {
      name: `${name} #${number}`,
      isPossible: ({ visas }) => visas.length > 0,
      ask: async (world) => answerOf(await ask(chosen(world))),
      foretell: (world) => foretell(chosen(world), stateOf(world, chosen(world)), world),
    };
  };

  const start = (number: number): Step<World> =>
    of(
      'start',
      number,
      ({ id }) => startVisa(trainer(), { visaId: id }),
      (visa, state, { day }) => {
        if (state === 'EXPIRED' || state === 'CANCELLED') return `VISA_${state}`;
        if (state !== 'ISSUED') return 'ALREADY_STARTED';
        Object.assign(visa, { state: 'STARTED', startedOn: day });
        return 'DONE';
      },
    );

  const complete = (number: number): Step<World> =>
    of(
      'complete',
      number,
      ({ id }) => completeVisa(trainer(), { visaId: id }),
      (visa, state, world) => {
        if (state === 'EXPIRED' || state === 'CANCELLED') return `VISA_${state}`;
        if (state === 'ISSUED') return 'NOT_STARTED';
        if (state !== 'STARTED') return 'ALREADY_COMPLETED';
        const hours = countable(world, visa);
        if (hoursIn(hours) < PROGRAMMES[visa.programme].hours) return 'NOT_ENOUGH_HOURS';
        for (const one of hours) one.visa = visa;
        Object.assign(visa, { state: 'COMPLETED', completedOn: world.day });
        return 'DONE';
      },
    );

  const cancel = (number: number): Step<World> =>
    of(
      'cancel',
      number,
      ({ id }) => cancelVisa(trainer(), { visaId: id }),
      (visa, state, { attended }) => {
        if (['CLAIMED', 'PAID', 'EXPIRED', 'CANCELLED'].includes(state)) return `VISA_${state}`;
        for (const one of attended) if (one.visa === visa) one.visa = null;
        visa.state = 'CANCELLED';
        return 'DONE';
      },
    );

  const claim = (number: number): Step<World> => {
    let claimId: string;
    return of(
      'claim',
      number,
      async ({ id }) => {
        const answer = await claimVisas(manager(), [id]);
        claimId = answer.claim?.id;
        return answer;
      },
      (visa, state) => {
        if (state === 'CLAIMED') return 'ALREADY_CLAIMED';
        if (['PAID', 'EXPIRED', 'CANCELLED'].includes(state)) return `VISA_${state}`;
        if (state === 'ISSUED' || state === 'STARTED') return 'NOT_COMPLETED';
        Object.assign(visa, { state: 'CLAIMED', claimId });
        return 'DONE';
      },
    );
  };

  const settle = (number: number, isPaid: boolean): Step<World> =>
    of(
      isPaid ? 'pay' : 'reject',
      number,
      ({ id, claimId }) => {
        const rejections = isPaid ? [] : [{ visaId: id, reason: 'HOURS_NOT_PROVEN' }];
        return settleVisaClaim(manager(), claimId ?? newTypeId('claim'), { rejections });
      },
      (visa, state) => {
        if (!visa.claimId) return 'NOT_FOUND';
        if (state !== 'CLAIMED') return 'ALREADY_SETTLED';
        visa.state = isPaid ? 'PAID' : 'REJECTED';
        return 'DONE';
      },
    );

  const READ = `query ($r: [_Any!]!, $a: ID!, $b: ID!) {
    _entities(representations: $r) {
      ... on Person { hoursAttended visas(first: 100) { nodes { id state hoursAttended hoursNeeded } } }
    }
    a: visaAllocations(programmeId: $a) { nodes { issued visas } }
    b: visaAllocations(programmeId: $b) { nodes { issued visas } }
  }`;

  async function check(world: World): Promise<void> {
    const [a, b] = world.programmes;
    const r = world.people.map((id) => ({ __typename: 'Person', id }));
    const found = await trainer().request(READ, { r, a, b });
    for (const { nodes } of [found.a, found.b]) expect(nodes[0].issued).toBeLessThanOrEqual(nodes[0].visas);
    const foretold = new Map(world.visas.map((visa) => [visa.id, stateOf(world, visa)]));
    for (const [person, { hoursAttended, visas }] of (found._entities as Read[]).entries()) {
      const known = world.kept.filter((kept) => kept === world.kept[person]).length;
      const own = visas.nodes;
      for (const { id, state } of own) expect(state).toBe(foretold.get(id));
      expect(own.filter(({ state }) => state === 'ISSUED' || state === 'STARTED').length).toBeLessThanOrEqual(known);
      expect(hoursAttended).toBe(
        hoursIn(world.attended.filter((one) => world.kept[one.person] === world.kept[person])),
      );
      const asked = own.filter(({ state }) => ['COMPLETED', 'CLAIMED', 'PAID', 'REJECTED'].includes(state));
      for (const visa of asked) expect(visa.hoursAttended).toBeGreaterThanOrEqual(visa.hoursNeeded);
      expect(asked.reduce((sum, visa) => sum + visa.hoursAttended, 0)).toBeLessThanOrEqual(hoursAttended);
    }
  }

  interface Read {
    hoursAttended: number;
    visas: { nodes: { id: string; state: string; hoursAttended: number; hoursNeeded: number }[] };
  }

  /** A world where two people have completed a visa each, the second with an hour more than it takes. */
  async function beginCompleted(): Promise<World> {
    const world = await begin();
    const first = [issue(0, 0), start(0), attend(0, 2), complete(0)];
    for (const step of [...first, issue(1, 1), start(1), attend(1, 2), complete(1)]) {
      expect([step.name, await step.ask(world)]).toEqual([step.name, step.foretell(world)]);
    }
    return world;
  }

  const person = fc.nat(PEOPLE - 1);
  const number = fc.nat(3);
  const hours = fc.integer({ min: 1, max: 2 });
  const giving = fc.tuple(person, fc.constantFrom<0 | 1>(0, 1)).map(([who, where]) => issue(who, where));
  const attending = fc.tuple(person, hours).map(([who, length]) => attend(who, length));
  const settling = fc.tuple(number, fc.boolean()).map(([which, isPaid]) => settle(which, isPaid));
  const merging = fc.tuple(person, person).map(([given, into]) => merge(given, into));
  const correcting = fc
    .tuple(number, hours, fc.nat(1))
    .map(([which, length, earlier]) => correct(which, length, earlier));
  const waiting = fc.constant(null).map(wait);

  it('pays no hour twice, no visa without its hours, and never more visas than there are', async () => {
    const done = await walk<World>({
      steps: [
        giving,
        giving,
        attending,
        attending,
        settling,
        settling,
        merging,
        waiting,
        ...[start, start, complete, complete, claim, claim, cancel].map((step) => number.map(step)),
      ],
      begin,
      check,
      runs: 5,
      longest: 50,
    });
    expect(done).toBeGreaterThan(10);
  }, 120_000);

  it('keeps the hours it was completed with, whatever is corrected, annulled or merged', async () => {
    const done = await walk<World>({
      steps: [
        correcting,
        correcting,
        correcting,
        attending,
        settling,
        merging,
        waiting,
        ...[annul, annul, claim, cancel, complete].map((step) => number.map(step)),
        giving,
        number.map(start),
      ],
      begin: beginCompleted,
      check,
      runs: 4,
      longest: 40,
    });
    expect(done).toBeGreaterThan(10);
  }, 120_000);
});
