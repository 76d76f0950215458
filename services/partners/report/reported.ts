import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Figure } from '../../../packages/figures/read/figure.ts';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';
import { toEuros } from '../../../packages/platform/schema/money.ts';
import { GraphQLDateTimeISO, GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { shareOf } from '../agreement/target.rules.ts';
import { Territory, territoryOf } from '../territory/territory.type.ts';
import type { StatedAgreement, StatedInstalment, StatedTarget } from './statement.ts';

@ObjectType({ description: 'A figure as a report keeps it.' })
export class ReportedFigure {
  @Field(() => Figure, { description: 'The figure, with its definition when it was read.' })
  figure!: Figure;

  @Field(() => String, { description: 'The service that told it.' })
  service!: string;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Everything committed before this instant is counted in it; null when nothing was ever counted.',
  })
  asOf!: Date | null;
}

@ObjectType({ description: 'A locked figure beside what the graph tells today.' })
export class FigureDrift {
  @Field(() => Figure, { description: 'As it was kept.' })
  kept!: Figure;

  @Field(() => Figure, { nullable: true, description: 'As it is told today; null when the catalogue has it no more.' })
  today!: Figure | null;

  @Field(() => Boolean, { description: 'Whether the two differ.' })
  moved!: boolean;
}

@ObjectType({ description: 'An instalment as a report keeps it.' })
export class ReportedInstalment {
  @Field(() => GraphQLLocalDate, { description: 'The day it was planned for.' })
  dueOn!: string;

  @Field(() => Float, { description: 'What was planned, in EUR.' })
  amount!: number;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day the money came; null when it had not.' })
  receivedOn!: string | null;

  @Field(() => Float, { nullable: true, description: 'What came, in EUR; null when nothing had.' })
  receivedAmount!: number | null;
}

@ObjectType({ description: 'A target as a report keeps it, with what was counted of it.' })
export class ReportedTarget {
  @Field(() => Figure, { description: 'What was counted, with its definition.' })
  achieved!: Figure;

  @Field(() => Float, { description: 'What it should reach.' })
  value!: number;

  @Field(() => GraphQLPeriod, { description: 'When.' })
  period!: string;

  @Field(() => Territory, { description: 'Where.' })
  territory!: Territory;

  @Field(() => Float, { nullable: true, description: 'The share reached when the figure is EXACT; 1 is all of it.' })
  share!: number | null;

  @Field(() => Float, { nullable: true, description: 'At least this share; null when nothing is told.' })
  shareAtLeast!: number | null;

  @Field(() => Float, { nullable: true, description: 'At most this share; null when no bound is told.' })
  shareAtMost!: number | null;
}

@ObjectType({ description: 'An agreement as a report keeps it.' })
export class ReportedAgreement {
  @Field(() => ID, { description: 'The id of the agreement.' })
  id!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => String, { description: "The other side's name." })
  organisation!: string;

  @Field(() => GraphQLLocalDate, { description: 'Its first day.' })
  startsOn!: string;

  @Field(() => GraphQLLocalDate, { description: 'Its last day.' })
  endsOn!: string;

  @Field(() => Float, { description: 'What was agreed, in EUR.' })
  amount!: number;

  @Field(() => Float, { description: 'What had come of it, in EUR.' })
  received!: number;

  @Field(() => [ReportedInstalment], { description: 'Its money, in the order it was due.' })
  instalments!: ReportedInstalment[];

  @Field(() => [ReportedTarget], { description: 'Its targets inside the period.' })
  targets!: ReportedTarget[];
}

/** An agreement as the graph shows it, from what a report keeps. */
export function toReportedAgreement({ amountCents, instalments, targets, ...agreement }: StatedAgreement) {
  const received = instalments.reduce((sum, { receivedCents }) => sum + (receivedCents ?? 0), 0);
  return {
    ...agreement,
    amount: toEuros(amountCents),
    received: toEuros(received),
    instalments: instalments.map(toReportedInstalment),
    targets: targets.map(toReportedTarget),
  };
}

const toReportedInstalment = ({ dueOn, amountCents, receivedOn, receivedCents }: StatedInstalment) => ({
  dueOn,
  amount: toEuros(amountCents),
  receivedOn,
  receivedAmount: receivedCents === null ? null : toEuros(receivedCents),
});

const toReportedTarget = ({ territory, ...target }: StatedTarget): ReportedTarget => ({
  ...target,
  territory: territoryOf(territory)!,
  ...shareOf(target.value, target.achieved),
});
