import fc from 'fast-check';
import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import type { NetworkSize } from '../../gateway/cost/network-size.ts';
import { BUDGETS } from '../../gateway/cost/weights.ts';
import { createDocumentCheck } from '../../gateway/limits/refuse-document.ts';
import { systemClock, today } from '../../packages/calendar/clock.ts';
import { DEAR_SHAPES } from '../e2e/cost/dear-shapes.ts';
import { largestOf, pointsOf } from '../e2e/cost/largest.ts';
import { aDocument } from '../e2e/cost/random-documents.ts';
import { measureAsking, type Asking, type Took, type Watched } from './measure-asking.ts';

/** One document, asked several times. */
export interface Measured {
  title: string;
  points: number;
  took: Took[];
}

export interface MeasuredDocuments {
  worst: Measured[];
  random: Measured[];
}

/** Random documents are many: each is asked less often. */
const TIMES_RANDOM = 3;
const INTROSPECTION = {
  title: 'the schema, as tools ask for it',
  document: getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, oneOf: true }),
};

/** Asks the worst that the budget allows of each kind, then random documents, as anybody, one at a time. */
export async function measureDocuments(
  hub: Watched,
  { times, documents, seed }: { times: number; documents: number; seed: number },
): Promise<MeasuredDocuments> {
  const known = await learn(hub);
  const excessOf = createDocumentCheck();
  const grown = DEAR_SHAPES.map(({ title, variables = {}, ...shape }) => {
    const { size } = largestOf({ title, variables, ...shape }, { ...known, budget: BUDGETS.anybody });
    return { title, document: shape.document(size), variables };
  });
  const asked = [...grown, INTROSPECTION];
  // A process that has just started is slower than one that has answered for a while.
  for (const [i, one] of asked.entries()) await measureAsking(hub, one, `Warm${i}`);
  const worst = await measureAll(hub, asked, { times, ...known });
  const drawn = fc
    .sample(aDocument(known.schema), { seed, numRuns: documents })
    .map((document, i) => ({ title: `random document ${i}`, document }))
    .filter(({ document }) => excessOf(document) === null && pointsOf(document, known) <= BUDGETS.anybody);
  return { worst, random: await measureAll(hub, drawn, { times: TIMES_RANDOM, ...known }) };
}

interface Known {
  schema: GraphQLSchema;
  world: { network: NetworkSize; today: string };
}

async function learn({ url }: Watched): Promise<Known> {
  const api = new GraphQLClient(url);
  const schema = buildClientSchema(await api.request<IntrospectionQuery>(getIntrospectionQuery()));
  const { network } = await api.request<{ network: NetworkSize }>('{ network { associations programmes since } }');
  return { schema, world: { network, today: today(systemClock) } };
}

/** In turn, so that what else the machine does for a while is not all on one of them. */
async function measureAll(
  hub: Watched,
  all: readonly (Asking & { title: string })[],
  { times, ...known }: Known & { times: number },
): Promise<Measured[]> {
  const measured = all.map(({ title, document, variables = {} }) => ({
    title,
    points: pointsOf(document, { ...known, variables }),
    took: [] as Took[],
  }));
  for (let round = 0; round < times; round += 1) {
    for (const [i, one] of all.entries()) {
      measured[i]!.took.push(await measureAsking(hub, one, `Asked${round}of${i}${one.title.replaceAll(/\W/g, '')}`));
    }
  }
  return measured;
}
