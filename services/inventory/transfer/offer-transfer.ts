import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { IsSlug } from '../../../packages/platform/references/id-forms.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { ComputerLine, LONGEST_LIST } from '../computer/computer.payload.ts';
import { takeEach, type ComputerStep } from '../computer/step.ts';
import { donorsOf } from './donors.ts';
import { dossiersOf } from './dossier.ts';
import type { Offer } from './message.ts';
import { keepLines } from './line.ts';
import { ownKey, sign } from './signing-key.ts';
import { Transfer } from './transfer.entity.ts';
import { TransferPayload } from './transfer.payload.ts';
import { notTrusted, whyNotTransferable } from './transfer.rules.ts';
import { TrustedAssociation } from './trusted-association.entity.ts';

@InputType()
class OfferedComputerInput extends ComputerLine {}

@InputType()
class OfferTransferInput extends VerbInput {
  @Field(() => ID, { description: 'The association that may take them, whose key is trusted here.' })
  @IsSlug()
  toAssociation!: string;

  @Field(() => [OfferedComputerInput], { description: 'From 1 to 500 machines, all offered or none.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(LONGEST_LIST)
  computers!: OfferedComputerInput[];
}

@ObjectType()
class OfferTransferPayload extends TransferPayload {}

@Resolver()
export class OfferTransfer {
  @Mutation(() => OfferTransferPayload, {
    description:
      'Offers machines that are proved erased to another association: they are IN_TRANSFER until it answers or the offer is withdrawn. Send it the `document`. Refused with ASSOCIATION_NOT_TRUSTED, PARTNERS_UNREACHABLE, NOT_FOUND, NOT_COLLECTED, NOT_ERASED, ON_LOAN, RESERVED, IN_REPAIR, LEFT_THE_CHAIN, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, IN_THE_FUTURE, OUT_OF_ORDER, HUB_HAS_NO_OPERATIONS.',
  })
  async offerTransfer(
    @Arg('input', () => OfferTransferInput) input: OfferTransferInput,
    @Ctx() context: ServiceContext,
  ) {
    const key = await ownKey(context);
    return act(context, 'offerTransfer', input, async (acting) => {
      operatingSeat(context);
      const { em, newId, today, happened } = acting;
      const { toAssociation: association } = input;
      if (!(await em.findOne(TrustedAssociation, { id: association }))) throw notTrusted('toAssociation', association);
      const id = newId('transfer');
      const on = businessDay(input.on, today);
      const offered = input.computers.map(({ computerId }) => computerId);
      // Before anything is locked.
      const donors = await donorsOf(context, em, offered);
      const computers = await takeEach(context, acting, input.computers, on, offering(id), 'computers');
      await em.flush();
      const ids = computers.map((computer) => computer.id);
      const from = context.association!;
      const message: Offer = {
        kind: 'OFFER',
        transferId: id,
        from,
        to: association,
        on,
        computers: await dossiersOf(em, ids),
        donors,
      };
      const offer = await sign(message, key);
      const transfer = em.create(Transfer, {
        id,
        direction: 'OUTGOING',
        state: 'OFFERED',
        association,
        offeredOn: on,
        offer,
      });
      await em.flush();
      await keepLines(acting.em, id, computers);
      await happened({
        noun: 'Transfer',
        id,
        verb: 'offerTransfer',
        on,
        details: { association, machines: ids.length },
      });
      return { transfer };
    });
  }
}

const offering = (transferId: string): ComputerStep<ComputerLine> => ({
  verb: 'offerTransfer',
  whyNot: whyNotTransferable,
  change: (computer) => {
    computer.custody = 'IN_TRANSFER';
    return { transferId };
  },
});
