import { Field, ObjectType } from 'type-graphql';
import type { Freshness } from '../../../packages/figures/read/freshness.ts';
import { PublicationRefusal } from '../../../packages/figures/read/publication-refusal.ts';
import { GraphQLDateTimeISO } from '../../../packages/platform/schema/scalars.ts';
import { Association } from '../association/association.entity.ts';
import { isMemberIn } from '../association/coverage.ts';

@ObjectType({ description: "How recent one association's figures are, over all four services." })
export class Reporting {
  @Field(() => Association, { description: 'Who is expected to report.' })
  association!: Association;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Everything committed there before this instant is counted; null when it never reported.',
  })
  asOf!: Date | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When what it tells of people in the period was counted; null when it tells nothing of people.',
  })
  peopleAsOf!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Its last sign of life; null when there was none.' })
  receivedAt!: Date | null;

  @Field(() => Boolean, {
    description: 'Whether its figures, from one service at least, are not recent, are refused or never came.',
  })
  isLate!: boolean;

  @Field(() => PublicationRefusal, {
    nullable: true,
    description: 'Why this hub does not take what it publishes; null when it does.',
  })
  refusal!: PublicationRefusal | null;

  @Field(() => Boolean, {
    description: 'Whether it has reported and now gives no sign of life; its last figures stay.',
  })
  isOffline!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether all of the last closed month was told by its closing day; null when none has closed, or it was no member then.',
  })
  isOnTime!: boolean | null;
}

/** What is recent, and of how many services something is to be heard. */
interface Measuring {
  services: number;
  freshSince: Date;
  /** The last month of the period that has closed, if any. */
  closedMonth: string | null;
}

/** One association's report from what each service has heard of it: as old as its oldest part. */
export function reportingOf(
  association: Association,
  heard: readonly Freshness[],
  refused: PublicationRefusal | null,
  { services, freshSince, closedMonth }: Measuring,
): Reporting {
  const asOf = oldestOf(heard.map((one) => one.asOf));
  const received = heard.map((one) => new Date(one.receivedAt)).toSorted((a, b) => +b - +a);
  const refusal = refused ?? refusalIn(heard);
  const isWhole = heard.length === services;
  const isDue = closedMonth !== null && isMemberIn(association, closedMonth);
  return {
    association,
    asOf,
    peopleAsOf: oldestOf(heard.map((one) => one.peopleAsOf)),
    receivedAt: received[0] ?? null,
    isLate: !isWhole || asOf! < freshSince || refusal !== null,
    refusal,
    isOffline: received.length > 0 && received[0]! < freshSince,
    isOnTime: isDue ? isWhole && heard.every((one) => one.isOnTime) : null,
  };
}

/** What one of the services says, if one does. */
function refusalIn(heard: readonly Freshness[]): PublicationRefusal | null {
  const { refusedWith: code, refusedSince: since } = heard.find(({ refusedWith }) => refusedWith) ?? {};
  return code && since ? { code, since: new Date(since) } : null;
}

/** The oldest of some instants, as text or not, left out where there is none. */
export function oldestOf(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((at) => at !== null).map((at) => new Date(at));
  return known.toSorted((a, b) => +a - +b)[0] ?? null;
}
