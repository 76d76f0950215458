import { Kind, parse, type GraphQLSchema } from 'graphql';
import { costOf } from '../../../gateway/cost/cost-of.ts';
import { fragmentsOf } from '../../../gateway/cost/refuse-cost.ts';
import type { World } from '../../../gateway/cost/scope.ts';
import { createDocumentCheck } from '../../../gateway/limits/refuse-document.ts';
import type { Shape } from './dear-shapes.ts';

/** What a document costs in points. */
export function pointsOf(
  document: string,
  { schema, world, variables = {} }: { schema: GraphQLSchema; world: World; variables?: Record<string, unknown> },
): number {
  const parsed = parse(document);
  const operation = parsed.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)!;
  return costOf({ schema, operation, fragments: fragmentsOf(parsed), variables }, world).points;
}

/** The largest size of a shape that a budget allows, what that costs, and whether a limit of documents ends it before the budget does. */
export interface Largest {
  size: number;
  points: number;
  endsByLimit: boolean;
}

const MOST = 1_024;

/** Grows a shape until it costs more than a budget, or more than a document may be. Throws where its smallest is too much. */
export function largestOf(
  shape: Shape,
  { schema, world, budget }: { schema: GraphQLSchema; world: World; budget: number },
): Largest {
  const isTooLong = createDocumentCheck();
  const cost = (size: number): number =>
    pointsOf(shape.document(size), { schema, world, variables: shape.variables ?? {} });
  const mayBeSent = (size: number): boolean => isTooLong(shape.document(size)) === null;
  const fits = (size: number): boolean => mayBeSent(size) && cost(size) <= budget;
  if (!fits(1)) throw new Error(`The smallest of ${shape.title} is too much.`);
  let [most, tooMuch] = [1, MOST];
  while (tooMuch - most > 1) {
    const middle = Math.floor((most + tooMuch) / 2);
    if (fits(middle)) most = middle;
    else tooMuch = middle;
  }
  return { size: most, points: cost(most), endsByLimit: !mayBeSent(tooMuch) };
}
