import { IsNumber, IsPositive, Max } from 'class-validator';
import { Field, Float, InputType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const CENTS = { maxDecimalPlaces: 2 };
export const MOST_EUROS = 20_000_000;
export const MOST_INSTALMENTS = 60;

@InputType({ description: 'A part of the money, as it is planned.' })
export class PlannedInstalmentInput {
  @Field(() => GraphQLLocalDate, { description: 'The day the money is planned for.' })
  dueOn!: string;

  @Field(() => Float, { description: 'EUR, to the cent.' })
  @IsNumber(CENTS)
  @IsPositive()
  @Max(MOST_EUROS)
  amount!: number;
}
