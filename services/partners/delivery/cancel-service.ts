import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { ServiceDelivery } from './delivery.entity.ts';
import { whyCancelled } from './delivery.rules.ts';

@InputType({ description: 'What `cancelService` is told.' })
class CancelServiceInput {
  @Field(() => ID, { description: 'Which service.' })
  deliveryId!: string;

  @Field(() => String, { description: 'Why it was never done, in 3 to 200 signs; never about a person.' })
  @Length(3, 200)
  @OfSeveralLines()
  reason!: string;
}

@ObjectType({ description: 'What came of `cancelService`.' })
class CancelServicePayload {
  @Field(() => ServiceDelivery, { nullable: true, description: 'As it now stands; null when it was refused.' })
  delivery?: ServiceDelivery;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class CancelService {
  @Mutation(() => CancelServicePayload, {
    description:
      'Takes back a service that was recorded and never done: it counts nowhere any more. Refused with NOT_FOUND, CANCELLED, INVALID_INPUT.',
  })
  cancelService(
    @Arg('input', () => CancelServiceInput, { description: 'What to do.' }) input: CancelServiceInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'cancelService', input, async ({ em, today, happened }) => {
      const delivery = await findLocked(em, ServiceDelivery, input.deliveryId, 'deliveryId');
      refuse(whyCancelled(delivery));
      Object.assign(delivery, { cancelledOn: today, cancellationReason: input.reason });
      await happened({ noun: 'ServiceDelivery', id: delivery.id, verb: 'cancelService', on: today });
      return { delivery };
    });
  }
}
