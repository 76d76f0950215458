import { IsPositive, Max } from 'class-validator';
import { Field, Float, ID, InputType } from 'type-graphql';
import { GraphQLPeriod } from '../../../packages/figures/measures/period-scalar.ts';

export const MOST_TARGETS = 40;

@InputType({ description: 'A figure that an agreement aims at.' })
export class TargetInput {
  @Field(() => ID, { description: 'The name of a measure of the catalogue: `familiesEquipped`.' })
  indicator!: string;

  @Field(() => Float, { description: 'What it should reach, in the unit of the measure; more than 0.' })
  @IsPositive()
  @Max(1e9)
  value!: number;

  @Field(() => GraphQLPeriod, { description: 'When; it shares at least a day with the agreement.' })
  period!: string;

  @Field(() => ID, { nullable: true, description: 'Code of the territory where; all of France by default.' })
  territory?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether only what is done in the agreement's programme counts; figures on people are not told so.",
  })
  inProgramme!: boolean;
}
