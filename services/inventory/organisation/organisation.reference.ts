import { GraphQLError } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import { firstDay } from '../../../packages/calendar/period.ts';
import { tidy } from '../../../packages/platform/schema/decimal.ts';
import { exactly, unavailable } from '../../../packages/figures/read/figure-arithmetic.ts';
import { Figure, toFigure, type FigureBounds } from '../../../packages/figures/read/figure.ts';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { DonationConnection } from '../donation/donation.entity.ts';
import { donationsByDonor } from '../donation/donation.loaders.ts';
import { computersCollected } from '../measures.ts';
import { computersGiven, type Gift } from './computers-given.ts';
import { donorReuse, DonorReuse } from './donor-reuse.ts';
import { Organisation } from './organisation.stub.ts';

@Resolver(() => Organisation)
export class OrganisationReference {
  @FieldResolver(() => DonationConnection, { description: 'What it gave, oldest first.' })
  donations(@Root() { id }: Organisation, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return donationsByDonor(context, id, page);
  }

  @FieldResolver(() => Figure, {
    description:
      'Machines of its donations that reached the workshop in the period; unknown at a hub. A donor sees its own only.',
  })
  async computersGiven(
    @Root() { id }: Organisation,
    @Arg('period', () => GraphQLPeriod, { description: 'The days that count.' }) period: string,
    @Ctx() context: ServiceContext,
  ): Promise<Figure> {
    refuseOthers(context, id, 'computersGiven');
    return toFigure(computersCollected, await boundsOf({ donorId: id, period }, context));
  }

  @FieldResolver(() => DonorReuse, {
    nullable: true,
    description:
      'What became of its machines, with the definitions of the network; null at a hub and for a period to come. A donor sees its own only.',
  })
  async reuse(
    @Root() { id }: Organisation,
    @Arg('period', () => GraphQLPeriod, { description: 'The days that count.' }) period: string,
    @Ctx() context: ServiceContext,
  ): Promise<DonorReuse | null> {
    refuseOthers(context, id, 'reuse');
    if (context.association === null || firstDay(period) > today(context.clock)) return null;
    return donorReuse(context).load({ donorId: id, period });
  }
}

async function boundsOf(gift: Gift, context: ServiceContext): Promise<FigureBounds> {
  if (context.association === null) return NOT_KNOWN_HERE;
  if (firstDay(gift.period) > today(context.clock)) return unavailable('IN_THE_FUTURE');
  return exactly(await computersGiven(context).load(gift));
}

const NOT_KNOWN_HERE = unavailable('KEPT_BY_ASSOCIATIONS');

@Resolver(() => DonorReuse)
export class DonorReuseFields {
  @FieldResolver(() => Float, {
    name: 'yield',
    nullable: true,
    description: 'Of the machines triaged in the period, the share that have ever become READY; null when none was.',
  })
  refurbishingYield(@Root() { triaged, triagedThenReady }: DonorReuse): number | null {
    return triaged === 0 ? null : tidy(triagedThenReady / triaged);
  }
}

function refuseOthers({ viewer: { roles, organisation } }: ServiceContext, donorId: string, field: string): void {
  if (roles.some((role) => role !== 'partner') || organisation === donorId) return;
  throw new GraphQLError(`Organisation.${field} is for the organisation itself.`, {
    extensions: { code: 'FORBIDDEN' },
  });
}
