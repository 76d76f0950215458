import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';
import { Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import { ancestorsOf } from '../../../packages/geography/ancestors.ts';
import { firstDay, lastDay, monthOf } from '../../../packages/calendar/period.ts';
import { rollupCodes } from '../../../packages/geography/rollup.ts';
import { encodeScope, type ImpactScope } from '../../../packages/figures/read/impact-scope.ts';
import type { ImpactRoot } from '../../../packages/figures/read/impact-resolver.ts';
import { perRequest } from '../../../packages/platform/read/loader.ts';
import { toEuros } from '../../../packages/platform/schema/money.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { organisationById } from '../organisation/organisation.loaders.ts';
import { Programme } from '../programme/programme.entity.ts';
import { programmeById } from '../programme/programme.loaders.ts';
import { Impact } from './impact-part.ts';

@ObjectType({ description: 'What one funder paid in one programme, or in none.' })
export class FundingShare {
  @Field(() => Organisation, { description: 'Who paid.' })
  funder!: Organisation;

  @Field(() => Programme, { nullable: true, description: 'In which programme; null outside of programmes.' })
  programme!: Programme | null;

  @Field(() => Float, { description: 'What came, in EUR.' })
  amount!: number;

  @Field(() => Int, { description: 'In how many instalments.' })
  instalments!: number;
}

@Resolver(() => Impact)
export class FundImpact {
  @FieldResolver(() => [FundingShare], {
    description:
      'The parts of `funding` by funder and programme, to the managers of the association, and to a funder of itself. An error KEPT_BY_ASSOCIATIONS at a hub: what one funder pays does not travel.',
  })
  async fundingByFunder(@Root() { scope }: ImpactRoot, @Ctx() context: ServiceContext): Promise<FundingShare[]> {
    if (context.association === null) throw keptByAssociations();
    return Promise.all((await paidIn(context).load(scope)).map((paid) => toShare(paid, context)));
  }
}

interface Paid {
  organisationId: string;
  programmeId: string | null;
  cents: number;
  instalments: number;
}

interface Row extends Paid {
  month: string;
  commune: string;
}

// Row-level security leaves a partner its own.
const RECEIVED = `
  select a.organisation_id, a.programme_id, to_char(i.received_on, 'YYYY-MM') as month, i.commune,
         sum(i.received_cents)::float8 as cents, count(*)::int as instalments
    from instalment i join agreement a on a.id = i.agreement_id
   where i.received_on between $1 and $2 group by 1, 2, 3, 4 order by 1, 2 nulls first, 3`;

const paidIn = perRequest<ServiceContext, ImpactScope, Paid[]>(
  (context) =>
    new DataLoader<ImpactScope, Paid[], string>(
      async (scopes) => {
        const first = scopes.map(({ period }) => firstDay(period)).reduce((a, b) => (a < b ? a : b));
        const last = scopes.map(({ period }) => lastDay(period)).reduce((a, b) => (a > b ? a : b));
        const rows = await context.sql.rows<Row>(RECEIVED, [first, last]);
        return scopes.map((scope) => addedUp(rows.filter(isIn(scope, context))));
      },
      { cacheKeyFn: encodeScope },
    ),
);

/** Whether money counts in a scope: where and when the same measure counts it. */
function isIn({ territory, association, programme, period, geography }: ImpactScope, context: ServiceContext) {
  const places = new Set(rollupCodes(territory ?? 'FR', period, geography, today(context.clock)).main);
  const [first, last] = [monthOf(firstDay(period)), monthOf(lastDay(period))];
  return ({ month, commune, programmeId }: Row): boolean =>
    (association === null || association === context.association) &&
    (programme === null || programme === programmeId) &&
    month >= first &&
    month <= last &&
    ancestorsOf(commune, lastDay(month)).some((code) => places.has(code));
}

function addedUp(rows: readonly Row[]): Paid[] {
  const sums = Map.groupBy(rows, ({ organisationId, programmeId }) => `${organisationId} ${programmeId}`);
  return [...sums.values()].map((own) => ({
    ...own[0]!,
    cents: own.reduce((sum, { cents }) => sum + cents, 0),
    instalments: own.reduce((sum, { instalments }) => sum + instalments, 0),
  }));
}

async function toShare(
  { organisationId, programmeId, cents, instalments }: Paid,
  context: ServiceContext,
): Promise<FundingShare> {
  const [funder, programme] = await Promise.all([
    organisationById(context).load(organisationId),
    programmeId ? programmeById(context).load(programmeId) : null,
  ]);
  return { funder: funder!, programme, amount: toEuros(cents), instalments };
}

const keptByAssociations = (): GraphQLError =>
  new GraphQLError('Only the association that received the money can tell who paid it: ask its own graph.', {
    extensions: { code: 'KEPT_BY_ASSOCIATIONS' },
  });
