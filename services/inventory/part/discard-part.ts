import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Part } from './part.entity.ts';
import { PartInput, PartPayload } from './part.payload.ts';
import { whyNotInStock, whyNotPartOn } from './part.rules.ts';

@InputType()
class DiscardPartInput extends PartInput {}

@ObjectType()
class DiscardPartPayload extends PartPayload {}

@Resolver()
export class DiscardPart {
  @Mutation(() => DiscardPartPayload, {
    description:
      'Takes a part that nobody will use out of the stock. Refused with NOT_FOUND, PART_ALREADY_FITTED, PART_DISCARDED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  discardPart(@Arg('input', () => DiscardPartInput) input: DiscardPartInput, @Ctx() context: ServiceContext) {
    return act(context, 'discardPart', input, async ({ em, today, happened }) => {
      const part = await findLocked(em, Part, input.partId, 'partId');
      const on = businessDay(input.on, today);
      refuse(whyNotInStock(part) ?? whyNotPartOn(part, on));
      part.discardedOn = on;
      await happened({ noun: 'Part', id: part.id, verb: 'discardPart', on });
      return { part };
    });
  }
}
