import DataLoader from 'dataloader';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { today, type Clock } from '../../calendar/clock.ts';
import { dayInParis, type Period } from '../../calendar/period.ts';
import { perRequest, type Loading } from '../../platform/read/loader.ts';
import { badInput } from '../../platform/refusals/bad-input.ts';
import { GraphQLDateTimeISO } from '../../platform/schema/scalars.ts';
import { lastClosedMonth, monthClosesOn } from '../measures/closed-months.ts';
import type { ImpactScope } from './impact-scope.ts';

@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType({ description: "How recent one association's figures are in one service." })
export class Freshness {
  @Field(() => ID, { description: 'The association they come from.' })
  association!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Everything committed there before this instant is counted here.' })
  asOf!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'When it last gave a sign of life.' })
  receivedAt!: Date;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When what it tells of people in the period was counted; null when it tells nothing of people in it.',
  })
  peopleAsOf!: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the last closed month of the period was told by its closing day; null when none has closed.',
  })
  isOnTime!: boolean | null;

  @Field(() => Boolean, { description: 'Whether something was committed there since that is not counted yet.' })
  isPending!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is not taken at its word now, in SCREAMING_SNAKE; null when it is.',
  })
  refusedWith?: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Since when it is refused.' })
  refusedSince?: Date | null;
}

/** What is told of people of a period is told with its year, or with "ever". */
const bundleOf = (period: Period): string => period.slice(0, 4);

/** What freshness is asked of: a request, and the day it is. */
export type FreshnessContext = Loading & { clock: Clock };

/** What of a period freshness depends on: the bundle its figures on people are told in, and its last closed month. */
interface Asked {
  bundle: string;
  month: Period | null;
}

interface Row extends Omit<Freshness, 'isOnTime'> {
  i: number;
  toldAt: Date | null;
}

// Only what an instance does itself leaves markers.
const HEARD = `
  select a.i, h.association, h.as_of, h.received_at, e.told_at as people_as_of, m.told_at,
         exists (select from dirty) as is_pending, r.code as refused_with, r.since as refused_since
    from unnest($1::int[], $2::text[], $3::text[]) as a(i, bundle, month)
   cross join heard h
    left join told_edition e on e.association = h.association and e.bundle = a.bundle
    left join told_month m on m.association = h.association and m.month = a.month
    left join publication_refusal r on r.side = 'HERE' and r.association = h.association
   order by a.i, h.association`;

const everybody = perRequest<Loading, Asked, Freshness[]>(
  ({ sql }) =>
    new DataLoader<Asked, Freshness[], string>(
      async (asked) => {
        const bundles = asked.map(({ bundle }) => bundle);
        const months = asked.map(({ month }) => month);
        const rows = await sql.rows<Row>(HEARD, [asked.map((_, i) => i), bundles, months]);
        const byPlace = Map.groupBy(rows, ({ i }) => i);
        return asked.map(({ month }, i) => (byPlace.get(i) ?? []).map((row) => toFreshness(row, month)));
      },
      { cacheKeyFn: ({ bundle, month }) => `${bundle} ${month}` },
    ),
);

function toFreshness({ i: _i, toldAt, ...row }: Row, month: Period | null): Freshness {
  const isOnTime = month === null ? null : toldAt !== null && dayInParis(new Date(toldAt)) <= monthClosesOn(month);
  return { ...row, isOnTime };
}

/** How fresh this service's figures of a period are, for every association it has heard of, or for one. */
export async function freshnessOf(
  { association, period }: Pick<ImpactScope, 'association' | 'period'>,
  context: FreshnessContext,
): Promise<Freshness[]> {
  const month = lastClosedMonth(period, today(context.clock));
  const heard = await everybody(context).load({ bundle: bundleOf(period), month });
  return association === null ? heard : heard.filter((one) => one.association === association);
}

/** So many lines of freshness a service tells one request: those of a thousand associations in each department. */
const MOST_LINES = 102_000;
const told = new WeakMap<object, number>();

/**
 * The same as it travels to whoever asks how complete an answer is: once for each scope, and counted, since scopes times
 * associations are without end. Throws `BAD_USER_INPUT` beyond what a request may have.
 */
export async function tellFreshness(scope: ImpactScope, context: FreshnessContext): Promise<Freshness[]> {
  const fresh = await freshnessOf(scope, context);
  const lines = (told.get(context) ?? 0) + fresh.length;
  told.set(context, lines);
  if (lines <= MOST_LINES) return fresh;
  throw badInput('completeness', 'is asked for too many territories at once; ask for it of the whole, or of fewer');
}
