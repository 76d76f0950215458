import { GraphQLError } from 'graphql';
import { Arg, Ctx, ID, Query, Resolver, type ClassType } from 'type-graphql';
import type { MeetInstalls } from '../../../platform/peers/meet-installs.ts';
import { thisInstall } from '../install/this-install.ts';
import type { Policies } from '../../../platform/access/policies.ts';
import type { ServiceContext } from '../../../platform/context/service-context.ts';
import type { SubgraphName } from '../../../platform/peers/subgraph.ts';
import { manifestQuery, sealedQuery } from '../message/figures-names.ts';
import { manifestWithAbove } from './manifest.ts';
import { sealedAbove } from './sealed-above.ts';
import { FiguresManifest, HeldSlice } from './manifest-message.ts';
import { incarnationOf } from '../install/incarnation.ts';
import type { Slice } from '../../slices/slice.ts';

/** What a hub answers to whoever compares what it holds of an association with what that association holds. */
export function createManifestResolver(service: SubgraphName): ClassType {
  @Resolver()
  class ManifestResolver {
    @Query(() => FiguresManifest, {
      name: manifestQuery(service),
      description: `What is held here, or known to be held further up and to be newer, of the figures of ${service} of an association; an instance asks for its own.`,
    })
    async manifest(
      @Arg('association', () => ID, { description: 'The association.' }) association: string,
      @Arg('years', () => [ID], { nullable: true, description: '"2011", "ever"; null for all.' }) years:
        | string[]
        | null,
      @Ctx() context: ServiceContext,
    ): Promise<FiguresManifest> {
      assertMayCompare(context, association);
      const { pool } = context.database;
      const held = await manifestWithAbove(pool, association);
      const install = await thisInstall({
        pool,
        association: context.association,
        publicKey: null,
        clock: context.clock,
      });
      return { incarnation: incarnationOf(install), years: held.filter(({ year }) => years?.includes(year) ?? true) };
    }

    @Query(() => [HeldSlice], {
      name: sealedQuery(service),
      description: `The sealed figures of ${service} of one year of an association, as it signed them; those that were lost here come from the hub above.`,
    })
    async sealedSlices(
      @Arg('association', () => ID, { description: 'The association.' }) association: string,
      @Arg('year', () => ID, { description: 'The year.' }) year: string,
      @Ctx() context: ServiceContext,
    ): Promise<HeldSlice[]> {
      assertMayCompare(context, association);
      const {
        viewer,
        database: { pool },
        upstream,
        meetInstalls,
      } = context;
      if (viewer.association === null) await assertSpeaksElsewhere(meetInstalls, association);
      const { rows } = await pool.query<Slice>(SEALED, [association, year]);
      return [...rows, ...(await sealedAbove({ service, upstream, pool }, association, year))];
    }
  }
  return ManifestResolver;
}

/**
 * Who may ask: installations for their own association, hubs for any, and of what is no more than a list the people of this
 * hub. An association compares itself with a hub and nobody with it: there its managers alone see the list. Sealed figures
 * are for the association that signed them alone, since sets have fewer than three members there; for a hub, where it is a
 * hub that passed them on.
 */
export const manifestPolicies = (service: SubgraphName): Policies => ({
  [`Query.${manifestQuery(service)}`]: ['instance', 'coordinator', 'manager'],
  [`Query.${sealedQuery(service)}`]: ['instance'],
});

function assertMayCompare({ viewer: { roles, association } }: Pick<ServiceContext, 'viewer'>, asked: string) {
  if (!roles.includes('instance') || association === null || association === asked) return;
  throw forbidden('An instance compares its own figures only.');
}

const forbidden = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });

/** An association that speaks here itself takes back itself what it lost: no hub does for it. */
async function assertSpeaksElsewhere(meetInstalls: MeetInstalls, association: string): Promise<void> {
  const speaking = await meetInstalls({ installs: [], associations: [association] });
  if (speaking.length > 0) throw forbidden('That association takes back its own figures.');
}

const SEALED = `
  select association, period, part, epoch, revision, digest, contract, sealed, reason, install, signature, as_of as "asOf",
    coalesce((
      select jsonb_agg(jsonb_build_object('territory', f.territory, 'measure', f.measure, 'programme', f.programme,
        'member', f.member, 'value', f.value))
      from fact f where f.association = s.association and f.period = s.period and f.part = s.part
    ), '[]') as facts
  from slice s where association = $1 and left(period, 4) = $2 and sealed order by period, part`;
