import fc from 'fast-check';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPerson, bookSeat, cancelBooking } from '../attendance/attendance.factory.ts';
import { answerOf, walk, type Step } from '../testing/random-walk.ts';
import { aTrainingService } from '../training.factory.ts';
import {
  annulSession,
  aSession,
  cancelSession,
  correctRegister,
  holdSession,
  rescheduleSession,
} from './session.factory.ts';

const PEOPLE = 4;

interface World {
  sessionId: string;
  people: string[];
  lines: Map<number, string>;
  /** Ids of the lines, as the service gave them. */
  ids: Map<number, string>;
  state: string;
  seats: number;
}

const booked = ({ lines }: World): number[] =>
  [...lines].filter(([, status]) => status === 'BOOKED').map(([who]) => who);
const whyNotOpen = ({ state }: World): string | null =>
  state === 'HELD' ? 'ALREADY_HELD' : state === 'CANCELLED' ? 'SESSION_CANCELLED' : null;
const whyNotHeld = ({ state }: World): string | null =>
  state === 'SCHEDULED' ? 'NOT_HELD' : state === 'CANCELLED' ? 'SESSION_CANCELLED' : null;

describe('A session, wherever it goes', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');

  const book = (who: number): Step<World> => {
    let id: string | undefined;
    return {
      name: `book ${who}`,
      async ask({ sessionId, people }) {
        const answer = await bookSeat(trainer(), sessionId, { personId: people[who] });
        id = answer.attendance?.id;
        return answerOf(answer);
      },
      foretell(world) {
        const over = whyNotOpen(world);
        if (over) return over;
        if (world.lines.get(who) === 'BOOKED') return 'ALREADY_BOOKED';
        if (booked(world).length >= world.seats) return 'SESSION_FULL';
        world.lines.set(who, 'BOOKED');
        world.ids.set(who, id!);
        return 'DONE';
      },
    };
  };

  const giveBack = (who: number): Step<World> => ({
    name: `give back ${who}`,
    isPossible: ({ ids }) => ids.has(who),
    ask: async ({ ids }) => answerOf(await cancelBooking(trainer(), ids.get(who)!)),
    foretell(world) {
      const over = whyNotOpen(world);
      if (over) return over;
      if (world.lines.get(who) !== 'BOOKED') return 'NOT_BOOKED';
      world.lines.set(who, 'EXCUSED');
      return 'DONE';
    },
  });

  const resize = (seats: number): Step<World> => ({
    name: `have ${seats} seats`,
    ask: async ({ sessionId }) => answerOf(await rescheduleSession(trainer(), { sessionId, seats })),
    foretell(world) {
      const over = whyNotOpen(world);
      if (over) return over;
      if (booked(world).length > seats) return 'SEATS_TAKEN';
      world.seats = seats;
      return 'DONE';
    },
  });

  /** A register that names these people as seen, or all who booked too. */
  const noted = ({ people, lines }: World, seen: number[], isWhole: boolean) => {
    const absent = isWhole ? [...lines.keys()].filter((who) => isBooking(lines, who) && !seen.includes(who)) : [];
    return [
      ...seen.map((who) => ({ personId: people[who] })),
      ...absent.map((who) => ({ personId: people[who], status: 'NO_SHOW' })),
    ];
  };
  const walkIns = new WeakMap<Map<number, string>, Set<number>>();
  const isBooking = (lines: Map<number, string>, who: number): boolean => !walkIns.get(lines)?.has(who);

  const register = (verb: 'hold' | 'correct', seen: number[], isWhole: boolean): Step<World> => ({
    name: `${verb} with ${seen.join(' and ') || 'nobody'}${isWhole ? ', saying all' : ''}`,
    async ask(world) {
      const input = { sessionId: world.sessionId, attendances: noted(world, seen, isWhole) };
      return answerOf(await (verb === 'hold' ? holdSession : correctRegister)(trainer(), input));
    },
    foretell(world) {
      const over = verb === 'hold' ? whyNotOpen(world) : whyNotHeld(world);
      if (over) return over;
      const { lines } = world;
      const waiting = [...lines].filter(
        ([who, status]) =>
          isBooking(lines, who) && (status === 'BOOKED' || (verb === 'correct' && status !== 'EXCUSED')),
      );
      if (!isWhole && waiting.some(([who]) => !seen.includes(who))) return 'BOOKING_WITHOUT_OUTCOME';
      if (seen.length === 0) return 'NOBODY_CAME';
      for (const who of lines.keys()) {
        if (seen.includes(who)) continue;
        if (!isBooking(lines, who)) lines.set(who, 'STRUCK_OUT');
        else if (isWhole) lines.set(who, 'NO_SHOW');
      }
      for (const who of seen) {
        if (!lines.has(who)) walkIns.set(lines, (walkIns.get(lines) ?? new Set()).add(who));
        lines.set(who, 'SEEN');
      }
      world.state = 'HELD';
      return 'DONE';
    },
  });

  const call = (verb: 'cancel' | 'annul'): Step<World> => ({
    name: verb,
    async ask({ sessionId }) {
      const answer =
        verb === 'cancel'
          ? cancelSession(trainer(), { sessionId, reason: 'OTHER' })
          : annulSession(trainer(), { sessionId });
      return answerOf(await answer);
    },
    foretell(world) {
      const over = verb === 'cancel' ? whyNotOpen(world) : whyNotHeld(world);
      if (over) return over;
      if (verb === 'annul') for (const who of world.lines.keys()) world.lines.set(who, 'STRUCK_OUT');
      world.state = 'CANCELLED';
      return 'DONE';
    },
  });

  const READ = `query ($id: ID!) {
    session(id: $id) { state seats seatsLeft attendances(first: 50) { nodes { status person { id } } } }
  }`;

  async function check(world: World): Promise<void> {
    const { session } = await trainer().request(READ, { id: world.sessionId });
    const lines = session.attendances.nodes.map(({ status, person }: { status: string; person: { id: string } }) => [
      world.people.indexOf(person.id),
      status,
    ]);
    expect(new Map(lines)).toEqual(world.lines);
    const taken = booked(world).length;
    expect(taken).toBeLessThanOrEqual(session.seats);
    expect(session).toMatchObject({
      state: world.state,
      seats: world.seats,
      seatsLeft: world.state === 'SCHEDULED' ? world.seats - taken : 0,
    });
  }

  it('never has more booked than seats, and its register says what was last written', async () => {
    const person = fc.nat(PEOPLE - 1);
    const seen = fc.uniqueArray(person, { maxLength: 3 });
    const done = await walk<World>({
      steps: [
        person.map(book),
        person.map(book),
        person.map(book),
        person.map(giveBack),
        person.map(giveBack),
        fc.integer({ min: 1, max: 3 }).map(resize),
        fc.tuple(seen, fc.boolean()).map(([who, isWhole]) => register('hold', who, isWhole)),
        fc.tuple(seen, fc.boolean()).map(([who, isWhole]) => register('correct', who, isWhole)),
        ...Array.from({ length: 3 }, () =>
          fc.tuple(seen, fc.constant(true)).map(([who, isWhole]) => register('correct', who, isWhole)),
        ),
        fc.constantFrom(...(['cancel', 'annul', 'annul'] as const)).map(call),
      ],
      begin: async () => ({
        sessionId: await aSession(trainer(), { seats: 2 }),
        people: Array.from({ length: PEOPLE }, aPerson),
        lines: new Map(),
        ids: new Map(),
        state: 'SCHEDULED',
        seats: 2,
      }),
      check,
      runs: 10,
      longest: 30,
    });
    expect(done).toBeGreaterThan(10);
  }, 120_000);
});
