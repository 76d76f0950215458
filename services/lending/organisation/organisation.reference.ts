import { GraphQLError } from 'graphql';
import { Arg, Args, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import { firstDay, periodGrain, type Period } from '../../../packages/calendar/period.ts';
import { exactly, protectedFigure, unavailable } from '../../../packages/figures/read/figure-arithmetic.ts';
import { Figure, toFigure, type FigureBounds } from '../../../packages/figures/read/figure.ts';
import { isSafeCount } from '../../../packages/figures/disclosure/protection.ts';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { LoanConnection } from '../loan/loan.entity.ts';
import { loansByOrganisation } from '../loan/loan.loaders.ts';
import { familiesEquipped } from '../measures.ts';
import { familiesByDonor } from './families-served.ts';
import { toldDonors } from './told-donors.rules.ts';

/** Partners owns organisations: whether one exists is its to know. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation')
export class OrganisationStub {
  @Field(() => ID)
  id!: string;
}

@Resolver(() => OrganisationStub)
export class OrganisationReference {
  @FieldResolver(() => LoanConnection, { description: 'The loans it took itself, oldest first.' })
  loans(@Root() organisation: OrganisationStub, @Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return loansByOrganisation(context, organisation.id, page);
  }

  @FieldResolver(() => Figure, {
    description:
      'Households that had a machine it gave on loan at least one day of a year, or ever. Protected below 11, and for months and quarters; unknown at a hub. A donor sees its own only.',
  })
  async familiesServed(
    @Root() organisation: OrganisationStub,
    @Arg('period', () => GraphQLPeriod, { description: 'A year, or ever.' }) period: Period,
    @Ctx() context: ServiceContext,
  ): Promise<Figure> {
    refuseOthers(context, organisation.id);
    return toFigure(familiesEquipped, await boundsOf(organisation.id, period, context));
  }
}

async function boundsOf(donorId: string, period: Period, context: ServiceContext): Promise<FigureBounds> {
  if (context.association === null) return NOT_KNOWN_HERE;
  if (firstDay(period) > today(context.clock)) return unavailable('IN_THE_FUTURE');
  // Finer periods could be subtracted from one another.
  if (!['YEAR', 'EVER'].includes(periodGrain(period))) return protectedFigure('FINER_THAN_PUBLISHED');
  const families = await familiesByDonor(context).load(period);
  const served = families.get(donorId);
  if (served === undefined) return exactly(0);
  return toldDonors(families, isSafe).has(donorId) ? exactly(served) : protectedFigure();
}

const isSafe = (families: number): boolean => isSafeCount('PERSON', families);

const NOT_KNOWN_HERE = unavailable('KEPT_BY_ASSOCIATIONS');

function refuseOthers({ viewer: { roles, organisation } }: ServiceContext, donorId: string): void {
  if (roles.some((role) => role !== 'partner') || organisation === donorId) return;
  throw new GraphQLError('Organisation.familiesServed is for the organisation itself.', {
    extensions: { code: 'FORBIDDEN' },
  });
}
