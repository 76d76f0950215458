import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { VisaAllocation } from '../allocation/allocation.entity.ts';
import { releaseHours } from './visa-hours.ts';
import { Visa } from './visa.entity.ts';
import { VisaCancellation } from './visa.enums.ts';
import { whyNotCancelled } from './visa.rules.ts';

@InputType({ description: 'A visa taken back.' })
export class CancelVisaInput extends VerbInput {
  @Field(() => ID, { description: 'The visa.' })
  visaId!: string;

  @Field(() => VisaCancellation, { description: 'Why.' })
  reason!: VisaCancellation;
}

@ObjectType({ description: 'The visa, or why it was refused.' })
export class CancelVisaPayload {
  @Field(() => Visa, { nullable: true, description: 'The visa, CANCELLED.' })
  visa?: Visa;

  @Field(() => [UserError], { description: 'Why it was not cancelled; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class CancelVisa {
  @Mutation(() => CancelVisaPayload, {
    description:
      'Takes a visa back: its place in the allocation and its hours are free again. Refused with VISA_CLAIMED, VISA_PAID, VISA_EXPIRED, VISA_CANCELLED, BEFORE_LAST_STEP, IN_THE_FUTURE, NOT_FOUND.',
  })
  cancelVisa(
    @Arg('input', () => CancelVisaInput, { description: 'The visa.' }) input: CancelVisaInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'cancelVisa', input, async ({ em, happened, today }) => {
      const { visaId, reason } = input;
      const on = businessDay(input.on, today);
      const visa = await findLocked(em, Visa, visaId, 'visaId');
      refuse(whyNotCancelled(visa, on));
      if (visa.allocationId) (await findLocked(em, VisaAllocation, visa.allocationId, 'visaId')).issued -= 1;
      await releaseHours(em, visaId);
      Object.assign(visa, { state: 'CANCELLED', cancelledOn: on, cancellationReason: reason, movedOn: on });
      await happened({ noun: 'Visa', id: visaId, verb: 'cancelVisa', on, details: { reason } });
      return { visa };
    });
  }
}
