import { GraphQLError } from 'graphql';
import { Refusal } from '../refusal.ts';
import type { ServiceContext } from '../service-context.ts';
import { refused } from '../verb/act.ts';
import type { Builder } from './build-slices.ts';
import type { DryRun } from './dry-run.ts';
import type { FiguresOperationPayload } from './figures-operation.ts';
import type { Measure } from './measure.ts';
import type { Change } from './operation-changes.ts';
import type { Upstream } from './publish-slices.ts';

/** Throws `FORBIDDEN` for whoever operates hubs and asks an association's own instance. */
export function assertOperator({ association, viewer }: Pick<ServiceContext, 'association' | 'viewer'>): void {
  if (association === null || viewer.roles.includes('manager')) return;
  throw new GraphQLError(`At an association its managers alone operate its figures.`, {
    extensions: { code: 'FORBIDDEN' },
  });
}

/** Runs a command: a `Refusal` becomes `userErrors`; whatever was changed is published soon. */
export async function operate(
  context: ServiceContext,
  { dryRun }: DryRun,
  command: () => Promise<Change[]>,
): Promise<FiguresOperationPayload> {
  assertOperator(context);
  try {
    const changes = (await command()).map((change) => ({ ...NOTHING_MORE, ...change }));
    if (!dryRun) context.changed();
    return { dryRun, changes, userErrors: [] };
  } catch (error) {
    return { dryRun: null, changes: [], userErrors: [refused(context, error)] };
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

/** The hub that this instance publishes to. Refuses `NOTHING_UPSTREAM` where it keeps its figures to itself. */
export function upstreamIn({ upstream }: ServiceContext): Upstream {
  if (upstream) return upstream;
  throw new Refusal('NOTHING_UPSTREAM', null, {
    en: 'This instance publishes to no hub: set UPSTREAM_URL where it is started.',
    fr: 'Cette instance ne publie vers aucune plateforme : renseignez UPSTREAM_URL là où elle est lancée.',
  });
}
