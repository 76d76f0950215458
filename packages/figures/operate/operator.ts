import { DatabaseError } from 'pg';
import { Refusal, refuse } from '../../platform/refusals/refusal.ts';
import type { ServiceContext } from '../../platform/context/service-context.ts';
import { refused } from '../../platform/verb/act.ts';
import { whyMisshapen } from '../../platform/verb/misshapen.ts';
import type { Builder } from '../slices/build-slices.ts';
import type { Comparing } from '../replication/compare/compare.ts';
import type { DryRun } from '../slices/dry-run.ts';
import type { FiguresOperationPayload } from './figures-operation.ts';
import type { Measure } from '../measures/measure.ts';
import type { Done } from './operation-changes.ts';
import type { Upstream } from '../../platform/peers/upstream.ts';

/** Runs a command: a `Refusal` becomes `userErrors`; whatever was changed is published soon. */
export async function operate(
  context: ServiceContext,
  input: DryRun,
  command: () => Promise<Done>,
): Promise<FiguresOperationPayload> {
  const { dryRun } = input;
  try {
    refuse(await whyMisshapen(input));
    const { changes, looked = null } = await command();
    if (!dryRun) context.changed();
    return { dryRun, changes: changes.map((change) => ({ ...NOTHING_MORE, ...change })), looked, userErrors: [] };
  } catch (error) {
    return { dryRun: null, changes: [], looked: null, userErrors: [refused(context, error)] };
  }
}

const NOTHING_MORE = { association: null, period: null, part: null, count: null };

/** What an association's own slices are built with. Refuses `NOT_AT_A_HUB`, which has no operations. */
export function builderIn(
  { association, seat, database, clock }: ServiceContext,
  measures: readonly Measure[],
): Builder {
  if (association === null) {
    throw new Refusal('NOT_AT_A_HUB', null, {
      en: 'A hub has no figures of its own: run this at the association they come from.',
      fr: "Une plateforme régionale n'a pas de chiffres à elle : lancez ceci chez l'association dont ils viennent.",
    });
  }
  return { association, seat, measures, pool: database.pool, clock };
}

/** What is compared with the hub above. Refuses `NOTHING_UPSTREAM` where nothing is published. */
export function comparingIn(context: ServiceContext, measures: readonly Measure[]): Comparing {
  const { association, seat, database, clock, meetInstalls } = context;
  const { service, pool } = database;
  return { association, seat, measures, pool, clock, service, upstream: upstreamIn(context), meetInstalls };
}

/** The hub above. Refuses `NOTHING_UPSTREAM` where nothing is published. */
export function upstreamIn({ upstream }: Pick<ServiceContext, 'upstream'>): Upstream {
  if (upstream) return upstream;
  throw new Refusal('NOTHING_UPSTREAM', null, {
    en: 'This instance publishes to no hub: set UPSTREAM_URL where it is started.',
    fr: 'Cette instance ne publie vers aucune plateforme régionale : renseignez UPSTREAM_URL là où elle est lancée.',
  });
}

/** A hub that does not answer is no bug of ours, as an error of our own database or code is: whoever runs the command is told. */
export async function askingHub<T>(upstream: { url: string }, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refusal || isOurs(error)) throw error;
    throw unreachable(upstream.url, error as Error);
  }
}

const isOurs = (error: unknown): boolean =>
  error instanceof DatabaseError || (error instanceof TypeError && error.message !== 'fetch failed');

const unreachable = (hub: string, { message }: Error): Refusal<'HUB_DOES_NOT_ANSWER'> => {
  const why = message.slice(0, LONGEST_CAUSE);
  return new Refusal('HUB_DOES_NOT_ANSWER', null, {
    en: `${hub} does not answer as it should: ${why}. Nothing is lost; try again later.`,
    fr: `${hub} ne répond pas comme il faut : ${why}. Rien n'est perdu ; réessayez plus tard.`,
  });
};
const LONGEST_CAUSE = 200;
