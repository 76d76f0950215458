import { IsNumber, IsOptional, Length, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { toCents } from '../../../packages/platform/schema/money.ts';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { VisaAllocation } from './allocation.entity.ts';
import { USUAL_HOURS, whyNotAllocated } from './allocation.rules.ts';

@InputType({ description: 'Visas that the Region allocates to the association.' })
export class AllocateVisasInput extends VerbInput {
  @Field(() => ID, { description: 'The programme that pays: `visa-internet-bretagne`.' })
  @ForeignId<AllocateVisasInput>('programme', { during: ({ validFrom, validUntil }) => [validFrom, validUntil] })
  programmeId!: string;

  @Field(() => ID, { nullable: true, description: 'The organisation that allocates: the Region.' })
  @IsOptional()
  @ForeignId('organisation')
  funderId?: string | null;

  @Field(() => String, { nullable: true, description: 'The number of the decision, 1 to 60 characters.' })
  @IsOptional()
  @Length(1, 60)
  reference?: string | null;

  @Field(() => Int, { description: 'How many visas, 1 to 100,000.' })
  @Min(1)
  @Max(100_000)
  visas!: number;

  @Field(() => Float, { description: 'What each is worth, in EUR with cents, 0.01 to 10,000.' })
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0.01)
  @Max(10_000)
  amountEach!: number;

  @Field(() => Int, {
    defaultValue: USUAL_HOURS,
    description: 'Hours to attend for each, 1 to 1,000; 10 unless given.',
  })
  @Min(1)
  @Max(1_000)
  hours!: number;

  @Field(() => GraphQLLocalDate, { description: 'The first day a visa may be given.' })
  validFrom!: string;

  @Field(() => GraphQLLocalDate, { description: 'The last day of the visas; may lie ahead.' })
  validUntil!: string;
}

@ObjectType({ description: 'What was allocated, or why it was refused.' })
export class AllocateVisasPayload {
  @Field(() => VisaAllocation, { nullable: true, description: 'The allocation; visas are drawn from it.' })
  allocation?: VisaAllocation;

  @Field(() => [UserError], { description: 'Why nothing was recorded; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class AllocateVisas {
  @Mutation(() => AllocateVisasPayload, {
    description: `Records visas that the Region allocates. Refused with ENDS_BEFORE_IT_BEGINS, IN_THE_FUTURE, HUB_HAS_NO_OPERATIONS, ${refusedFor('organisation', 'programme')}.`,
  })
  allocateVisas(
    @Arg('input', () => AllocateVisasInput, { description: 'The allocation.' }) input: AllocateVisasInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'allocateVisas', input, async ({ em, newId, happened, today }) => {
      const { programmeId, visas, amountEach, hours, validFrom, validUntil } = input;
      const on = businessDay(input.on, today);
      operatingSeat(context);
      refuse(whyNotAllocated(input));
      const amountCents = toCents(amountEach);
      const allocation = em.create(VisaAllocation, {
        id: newId('allocation'),
        programmeId,
        funderId: input.funderId ?? null,
        reference: input.reference ?? null,
        visas,
        issued: 0,
        amountCents,
        hours,
        allocatedOn: on,
        validFrom,
        validUntil,
      });
      const details = { programmeId, visas, amountCents, hours, validFrom, validUntil };
      await happened({ noun: 'VisaAllocation', id: allocation.id, verb: 'allocateVisas', on, details });
      return { allocation };
    });
  }
}
