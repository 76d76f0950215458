import fc from 'fast-check';
import { anAttackedToy, peopleOf, someHistory, type AttackedToy } from '../testing/attacked-toy.ts';
import { worldOn } from '../testing/attacked-world.ts';

/** A year that runs, one that closes tomorrow, one that closed today, and one that has been closed for long. */
const DAYS = ['2011-06-01', '2012-01-14', '2012-01-15', '2012-01-31'];
const RUNS = Number(process.env['RUNS'] ?? 6);

describe('A figure that is read', () => {
  let attacked: AttackedToy;
  beforeAll(async () => {
    attacked = await anAttackedToy({ today: DAYS[0]! });
  });
  afterAll(() => attacked.toy.close());

  it('holds what is so: whoever asks, wherever and whenever, is told the truth, bounds around it, or nothing', async () => {
    const { toy } = attacked;
    const someDay = fc.constantFrom(...DAYS).chain((day) => fc.tuple(fc.constant(day), someHistory(day)));
    await fc.assert(
      fc.asyncProperty(someDay, async ([day, history]) => {
        await toy.reset();
        toy.clock.set(day);
        await attacked.enter(history);
        await toy.build();
        const people = peopleOf(history);
        const answers = worldOn(day).figures.map(async ({ name, measure, place, period, cells }) => {
          const { atLeast, atMost, status } = await toy.read(measure, { territory: place, period });
          const size = cells.reduce((sum, cell) => sum + people[cell]!, 0);
          const isTrue = (atLeast ?? 0) <= size && size <= (atMost ?? Infinity);
          return isTrue ? [] : [`${name} is ${size}, and is told as ${status} ${atLeast} to ${atMost}`];
        });
        expect((await Promise.all(answers)).flat()).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
