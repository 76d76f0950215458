import { LockMode } from '@mikro-orm/postgresql';
import { ArrayMaxSize, Length, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { ComputerLine, LONGEST_LIST } from '../computer/computer.payload.ts';
import { receive } from './arrival.ts';
import { introduceDonors, introduceDonorsLater } from './donors.ts';
import { digestOf, readMessage } from './message.ts';
import { Transfer } from './transfer.entity.ts';
import { DocumentInput, TransferPayload } from './transfer.payload.ts';
import { offerUnknown, whyNotConcludable, whyNotOn } from './transfer.rules.ts';

@InputType()
class NewLabelInput extends ComputerLine {
  @Field(() => String, { description: 'What it will wear here, 1 to 40 characters; unique, whatever the case.' })
  @Length(1, 40)
  label!: string;
}

@InputType()
class ConcludeTransferInput extends DocumentInput {
  @Field(() => [NewLabelInput], {
    defaultValue: [],
    description: 'Other labels for machines whose label is taken here; the others keep theirs.',
  })
  @ArrayMaxSize(LONGEST_LIST)
  @ValidateNested()
  labels!: NewLabelInput[];
}

@ObjectType()
class ConcludeTransferPayload extends TransferPayload {}

@Resolver()
export class ConcludeTransfer {
  @Mutation(() => ConcludeTransferPayload, {
    description:
      'Takes the decision of the giving association: a release brings the machines into our stock, with their proofs and under their own ids; a withdrawal closes the transfer. Asked again with the same decision it changes nothing. Refused with DOCUMENT_UNREADABLE, WRONG_DOCUMENT, NOT_FOR_US, ASSOCIATION_NOT_TRUSTED, SIGNATURE_INVALID, OFFER_UNKNOWN, ALREADY_DECLINED, ALREADY_WITHDRAWN, ALREADY_RECEIVED, PARTNERS_UNREACHABLE, LABEL_TAKEN, ALREADY_HERE, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  async concludeTransfer(
    @Arg('input', () => ConcludeTransferInput) input: ConcludeTransferInput,
    @Ctx() context: ServiceContext,
  ) {
    const concluded = await act(context, 'concludeTransfer', input, async (acting) => {
      const { em, today, happened } = acting;
      const { document, labels } = input;
      const {
        transferId,
        from,
        offerDigest,
        decision,
        on: decidedOn,
      } = await readMessage(context, em, 'DECISION', document);
      const which = { id: transferId, direction: 'INCOMING', association: from } as const;
      const transfer = await em.findOne(Transfer, which, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!transfer || digestOf(transfer.offer) !== offerDigest) throw offerUnknown();
      if (transfer.decision === document) return { transfer };
      const on = businessDay(input.on, today);
      refuse(whyNotConcludable(transfer) ?? whyNotOn(decidedOn, on));
      const state = decision === 'RELEASED' ? 'RECEIVED' : 'WITHDRAWN';
      Object.assign(transfer, { decision: document, decidedOn, state });
      if (state === 'RECEIVED') {
        await receive(context, acting, { transfer, on, labels });
        await introduceDonorsLater(em);
      }
      await happened({ noun: 'Transfer', id: transferId, verb: 'concludeTransfer', on, details: { decision } });
      return { transfer };
    });
    // What partners does not answer now, the job that was left asks again.
    if (concluded.transfer) await introduceDonors(context).catch(() => {});
    return concluded;
  }
}
