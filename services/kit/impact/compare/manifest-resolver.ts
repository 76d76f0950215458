import { GraphQLError } from 'graphql';
import { Arg, Ctx, ID, Query, Resolver, type ClassType } from 'type-graphql';
import { thisInstall } from '../../install/this-install.ts';
import type { Policies } from '../../policies.ts';
import type { ServiceContext } from '../../service-context.ts';
import type { SubgraphName } from '../../subgraph.ts';
import type { Viewer } from '../../viewer.ts';
import { manifestQuery, sealedQuery } from '../operate/figures-names.ts';
import { manifestOf } from './manifest.ts';
import { FiguresManifest, HeldSlice } from './manifest-message.ts';
import { incarnationOf } from './incarnation.ts';
import type { Slice } from '../slice/slice.ts';

/** What a hub answers to whoever compares what it holds of an association with what that association holds. */
export function createManifestResolver(service: SubgraphName): ClassType {
  @Resolver()
  class ManifestResolver {
    @Query(() => FiguresManifest, {
      name: manifestQuery(service),
      description: `What is held here of the figures of ${service} of an association; an instance asks for its own.`,
    })
    async manifest(
      @Arg('association', () => ID, { description: 'The association.' }) association: string,
      @Arg('years', () => [ID], { nullable: true, description: '"2011", "ever"; null for all.' }) years:
        | string[]
        | null,
      @Ctx() context: ServiceContext,
    ): Promise<FiguresManifest> {
      assertMayCompare(context.viewer, association);
      const { pool } = context.database;
      const held = await manifestOf(pool, association);
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
      description: `The sealed figures of ${service} of one year of an association, as it signed them.`,
    })
    async sealedSlices(
      @Arg('association', () => ID, { description: 'The association.' }) association: string,
      @Arg('year', () => ID, { description: 'The year.' }) year: string,
      @Ctx() { viewer, database }: ServiceContext,
    ): Promise<HeldSlice[]> {
      assertMayCompare(viewer, association);
      const { rows } = await database.pool.query<Slice>(SEALED, [association, year]);
      return rows;
    }
  }
  return ManifestResolver;
}

/** Who may ask: installations for their own association, hubs for any, and the people of this hub. */
export const manifestPolicies = (service: SubgraphName): Policies => ({
  [`Query.${manifestQuery(service)}`]: ['instance', 'coordinator', 'manager'],
  [`Query.${sealedQuery(service)}`]: ['instance', 'coordinator', 'manager'],
});

function assertMayCompare({ roles, association }: Viewer, asked: string): void {
  if (!roles.includes('instance') || association === null || association === asked) return;
  throw new GraphQLError('An instance compares its own figures only.', { extensions: { code: 'FORBIDDEN' } });
}

const SEALED = `
  select association, period, part, epoch, revision, digest, contract, sealed, reason, install, signature, as_of as "asOf",
    coalesce((
      select jsonb_agg(jsonb_build_object('territory', f.territory, 'measure', f.measure, 'programme', f.programme,
        'member', f.member, 'value', f.value))
      from fact f where f.association = s.association and f.period = s.period and f.part = s.part
    ), '[]') as facts
  from slice s where association = $1 and left(period, 4) = $2 and sealed order by period, part`;
