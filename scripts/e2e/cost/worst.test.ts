import fc from 'fast-check';
import { BUDGETS } from '../../../gateway/cost/weights.ts';
import type { World } from '../../../gateway/cost/scope.ts';
import { today } from '../../../packages/calendar/clock.ts';
import { openCountedHub, type Answered, type CountedHub, type Work } from './counted-hub.ts';
import { DEAR_SHAPES } from './dear-shapes.ts';
import { largestOf, pointsOf } from './largest.ts';
import { aDocument } from './random-documents.ts';

/** What each thing that is counted is worth at least, in points of five microseconds. */
const WORTH: Record<Exclude<keyof Work, 'longest'>, number> = {
  statements: 100,
  rows: 1,
  fields: 2,
  values: 0.5,
  errors: 50,
};
const worthOf = (work: Work): number =>
  Object.entries(WORTH).reduce((sum, [what, points]) => sum + points * work[what as keyof typeof WORTH], 0);

/** Fields that services may resolve before anything else has its turn: fifty milliseconds, at some six microseconds each. */
const LONGEST_TURN = 9_000;
/** Values that the gateway may have to put together at one go: a hundred milliseconds, at some two microseconds each. */
const MOST_VALUES = 50_000;
/** What a refusal may say. */
const REFUSALS = ['BAD_USER_INPUT', 'UNAUTHENTICATED', 'NOT_FOUND'];
const DOCUMENTS = Number(process.env['RUNS'] ?? 250);

const NOTHING = { statements: 0, rows: 0, fields: 0 };
const codesOf = ({ errors = [] }: Answered): string[] => [...new Set(errors.map(({ extensions }) => extensions.code))];

describe('What anybody may ask of a hub', () => {
  let hub: CountedHub;
  let world: World;
  beforeAll(async () => {
    hub = await openCountedHub({ associations: 16, years: ['2024', '2025'], organisations: 50 });
    world = { network: hub.network, today: today({ now: () => new Date() }) };
  });
  afterAll(() => hub.close());

  describe.each(DEAR_SHAPES.map((shape) => [shape.title, shape] as const))('of %s', (_title, shape) => {
    const grown = () => largestOf(shape, { schema: hub.schema, world, budget: BUDGETS.anybody });

    it('is answered for no more work than its points say, a little at a time', async () => {
      const { size, points } = grown();
      const { answer, work } = await hub.ask(shape.document(size), shape.variables);
      expect(codesOf(answer).filter((code) => !REFUSALS.includes(code))).toEqual([]);
      expect(worthOf(work)).toBeLessThanOrEqual(points);
      expect(work.longest).toBeLessThanOrEqual(LONGEST_TURN);
      expect(work.values).toBeLessThanOrEqual(MOST_VALUES);
    });

    it('is refused beyond that, before anything is read', async () => {
      const { size, endsByLimit } = grown();
      const { answer, work } = await hub.ask(shape.document(size + 1), shape.variables);
      expect(codesOf(answer)).toEqual([endsByLimit ? 'DOCUMENT_LIMIT_EXCEEDED' : 'COST_EXCEEDED']);
      expect(work).toMatchObject(NOTHING);
    });
  });

  it('uses the budget up in most of these ways, so that they are the worst', () => {
    const nearly = DEAR_SHAPES.filter(
      (shape) =>
        largestOf(shape, { schema: hub.schema, world, budget: BUDGETS.anybody }).points > 0.8 * BUDGETS.anybody,
    );
    expect(nearly.length).toBeGreaterThan(DEAR_SHAPES.length / 2);
  });

  it('is refused by name, or takes no more work than its points say, whatever it is', async () => {
    const seen = { answered: 0, refused: 0 };
    const property = fc.asyncProperty(aDocument(hub.schema), async (document) => {
      const points = pointsOf(document, { schema: hub.schema, world });
      const { answer, work } = await hub.ask(document);
      const codes = codesOf(answer);
      if (codes.includes('COST_EXCEEDED') || codes.includes('DOCUMENT_LIMIT_EXCEEDED')) {
        seen.refused += 1;
        return expect(work).toMatchObject(NOTHING);
      }
      if (codes.length === 0) seen.answered += 1;
      expect(codes.filter((code) => !REFUSALS.includes(code))).toEqual([]);
      expect(points).toBeLessThanOrEqual(BUDGETS.anybody);
      expect(worthOf(work)).toBeLessThanOrEqual(points);
    });
    await fc.assert(property, { numRuns: DOCUMENTS, endOnFailure: true });
    // A test that is refused everything would hold, too.
    expect(seen.answered).toBeGreaterThan(DOCUMENTS / 20);
    expect(seen.refused).toBeGreaterThan(DOCUMENTS / 20);
  });
});
