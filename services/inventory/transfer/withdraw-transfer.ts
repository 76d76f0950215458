import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { decide } from './decision.ts';
import { endStay } from './line.ts';
import { ownKey } from './signing-key.ts';
import { Transfer } from './transfer.entity.ts';
import { TransferPayload } from './transfer.payload.ts';
import { whyNotOn, whyNotWithdrawable } from './transfer.rules.ts';

@InputType()
class WithdrawTransferInput extends VerbInput {
  @Field(() => ID, { description: 'The outgoing transfer.' })
  transferId!: string;
}

@ObjectType()
class WithdrawTransferPayload extends TransferPayload {}

@Resolver()
export class WithdrawTransfer {
  @Mutation(() => WithdrawTransferPayload, {
    description:
      'Takes an offer back: its machines are in stock again, and a yes that comes later is refused. Send the other side the `document`. Refused with NOT_FOUND, NOT_OURS, ALREADY_DECLINED, ALREADY_WITHDRAWN, ALREADY_RELEASED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  async withdrawTransfer(
    @Arg('input', () => WithdrawTransferInput) input: WithdrawTransferInput,
    @Ctx() context: ServiceContext,
  ) {
    const key = await ownKey(context);
    return act(context, 'withdrawTransfer', input, async (acting) => {
      const { em, today, happened } = acting;
      const { transferId } = input;
      const transfer = await findLocked(em, Transfer, transferId, 'transferId');
      const on = businessDay(input.on, today);
      refuse(whyNotWithdrawable(transfer) ?? whyNotOn(transfer.offeredOn, on));
      await decide(context, transfer, { decision: 'WITHDRAWN', on, key });
      await endStay(acting, { transferId, verb: 'withdrawTransfer', on, custody: 'IN_STOCK' });
      await happened({ noun: 'Transfer', id: transferId, verb: 'withdrawTransfer', on });
      return { transfer };
    });
  }
}
