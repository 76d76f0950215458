import { IsNumber, Length, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, Float, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { toCents } from '../../../packages/platform/schema/money.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Part, PartKind } from './part.entity.ts';
import { PartPayload } from './part.payload.ts';

@InputType()
class StockPartInput extends VerbInput {
  @Field(() => PartKind, { description: 'What it is.' })
  kind!: PartKind;

  @Field(() => String, { description: 'What somebody looking for it must know, 1 to 80 characters: `DDR3 4 GB`.' })
  @Length(1, 80)
  label!: string;

  @Field(() => Float, { defaultValue: 0, description: 'What it cost, in EUR with at most two decimals.' })
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0)
  @Max(10_000)
  cost!: number;
}

@ObjectType()
class StockPartPayload extends PartPayload {}

@Resolver()
export class StockPart {
  @Mutation(() => StockPartPayload, {
    description:
      'Enters a part that was bought or given alone; those of a machine come from dismantleComputer. Refused with IN_THE_FUTURE.',
  })
  stockPart(@Arg('input', () => StockPartInput) input: StockPartInput, @Ctx() context: ServiceContext) {
    return act(context, 'stockPart', input, async ({ em, newId, today, happened }) => {
      const { kind, label, cost } = input;
      const on = businessDay(input.on, today);
      const id = newId('part');
      const part = em.create(Part, { id, kind, label, isTested: true, costCents: toCents(cost), stockedOn: on });
      await happened({ noun: 'Part', id, verb: 'stockPart', on, details: { kind, cost } });
      return { part };
    });
  }
}
