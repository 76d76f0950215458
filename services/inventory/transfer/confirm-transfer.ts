import { LockMode } from '@mikro-orm/postgresql';
import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { decide } from './decision.ts';
import { endStay } from './line.ts';
import { digestOf, readMessage } from './message.ts';
import { ownKey } from './signing-key.ts';
import { Transfer } from './transfer.entity.ts';
import { DocumentInput, TransferPayload } from './transfer.payload.ts';
import { offerUnknown, whyNotConfirmable, whyNotOn } from './transfer.rules.ts';

@InputType()
class ConfirmTransferInput extends DocumentInput {}

@ObjectType()
class ConfirmTransferPayload extends TransferPayload {}

@Resolver()
export class ConfirmTransfer {
  @Mutation(() => ConfirmTransferPayload, {
    description:
      'Takes the answer of the other association: a yes releases the machines to it for good (send it the `document`), a no puts them back in stock. Asked again with the same answer it changes nothing. Refused with DOCUMENT_UNREADABLE, WRONG_DOCUMENT, NOT_FOR_US, ASSOCIATION_NOT_TRUSTED, SIGNATURE_INVALID, OFFER_UNKNOWN, TRANSFER_WITHDRAWN, ALREADY_DECLINED, ALREADY_RELEASED, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  async confirmTransfer(
    @Arg('input', () => ConfirmTransferInput) input: ConfirmTransferInput,
    @Ctx() context: ServiceContext,
  ) {
    const key = await ownKey(context);
    return act(context, 'confirmTransfer', input, async (acting) => {
      const { em, today, happened } = acting;
      const {
        transferId,
        from,
        offerDigest,
        answer,
        on: answeredOn,
      } = await readMessage(context, em, 'ANSWER', input.document);
      const which = { id: transferId, direction: 'OUTGOING', association: from } as const;
      const transfer = await em.findOne(Transfer, which, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!transfer || digestOf(transfer.offer) !== offerDigest) throw offerUnknown();
      if (transfer.answer === input.document) return { transfer };
      const on = businessDay(input.on, today);
      refuse(whyNotConfirmable(transfer) ?? whyNotOn(answeredOn, on));
      Object.assign(transfer, { answer: input.document, answeredOn });
      if (answer === 'ACCEPTED') await decide(context, transfer, { decision: 'RELEASED', on, key });
      else transfer.state = 'DECLINED';
      const custody = answer === 'ACCEPTED' ? 'TRANSFERRED' : 'IN_STOCK';
      await endStay(acting, { transferId, verb: 'confirmTransfer', on, custody });
      await happened({ noun: 'Transfer', id: transferId, verb: 'confirmTransfer', on, details: { answer } });
      return { transfer };
    });
  }
}
