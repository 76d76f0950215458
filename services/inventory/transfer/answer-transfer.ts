import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { Computer } from '../computer/computer.entity.ts';
import { refuseForeignParts } from './arrival.ts';
import { keepLines } from './line.ts';
import { digestOf, readMessage, type Answer, type Offer } from './message.ts';
import { ownKey, sign } from './signing-key.ts';
import { Transfer } from './transfer.entity.ts';
import { DocumentInput, TransferPayload } from './transfer.payload.ts';
import { alreadyAnswered, alreadyHere, whyNotOn, whyNotSafeToTake } from './transfer.rules.ts';

@InputType()
class AcceptTransferInput extends DocumentInput {}

@InputType()
class DeclineTransferInput extends DocumentInput {}

@ObjectType()
class AcceptTransferPayload extends TransferPayload {}

@ObjectType()
class DeclineTransferPayload extends TransferPayload {}

const REFUSED =
  'Asked again with the same offer it answers the same. Refused with DOCUMENT_UNREADABLE, WRONG_DOCUMENT, NOT_FOR_US, ASSOCIATION_NOT_TRUSTED, SIGNATURE_INVALID, ALREADY_ANSWERED, IN_THE_FUTURE, OUT_OF_ORDER, HUB_HAS_NO_OPERATIONS';

@Resolver()
export class AnswerTransfer {
  @Mutation(() => AcceptTransferPayload, {
    description: `Says yes to an offer; the machines are here once the other side releases them. Send it the \`document\`. ${REFUSED}, NOT_ERASED, ALREADY_HERE.`,
  })
  acceptTransfer(@Arg('input', () => AcceptTransferInput) input: AcceptTransferInput, @Ctx() context: ServiceContext) {
    return answerOffer(context, input, 'acceptTransfer', 'ACCEPTED');
  }

  @Mutation(() => DeclineTransferPayload, {
    description: `Says no to an offer. Send the other side the \`document\`, which frees its machines. ${REFUSED}.`,
  })
  declineTransfer(
    @Arg('input', () => DeclineTransferInput) input: DeclineTransferInput,
    @Ctx() context: ServiceContext,
  ) {
    return answerOffer(context, input, 'declineTransfer', 'DECLINED');
  }
}

async function answerOffer(context: ServiceContext, input: DocumentInput, verb: string, answer: Answer['answer']) {
  const key = await ownKey(context);
  return act(context, verb, input, async (acting) => {
    operatingSeat(context);
    const { em, today, happened } = acting;
    const offer = await readMessage(context, em, 'OFFER', input.document);
    const { transferId, from, to } = offer;
    await takeTurns(em, 'inventory', 'transfer', transferId);
    const known = await em.findOne(Transfer, { id: transferId });
    if (known) return { transfer: sameAnswer(known, input.document, answer) };
    const on = businessDay(input.on, today);
    refuse(whyNotOn(offer.on, on));
    if (answer === 'ACCEPTED') {
      refuse(whyNotSafeToTake(offer.computers));
      await refuseOwn(acting, offer);
      await refuseForeignParts(acting, offer);
    }
    const message: Answer = {
      kind: 'ANSWER',
      transferId,
      from: to,
      to: from,
      on,
      offerDigest: digestOf(input.document),
      answer,
    };
    const transfer = em.create(Transfer, {
      id: transferId,
      direction: 'INCOMING',
      state: answer,
      association: from,
      offeredOn: offer.on,
      answeredOn: on,
      offer: input.document,
      answer: await sign(message, key),
    });
    await em.flush();
    await keepLines(em, transferId, offer.computers);
    const details = { association: from, machines: offer.computers.length };
    await happened({ noun: 'Transfer', id: transferId, verb, on, details });
    return { transfer };
  });
}

/** The same offer has one answer, however often it is asked. */
function sameAnswer(known: Transfer, document: string, answer: Answer['answer']): Transfer {
  const said = known.state === 'RECEIVED' ? 'ACCEPTED' : known.state;
  if (known.direction === 'INCOMING' && known.offer === document && said === answer) return known;
  throw alreadyAnswered(known);
}

async function refuseOwn({ em }: Acting, { computers }: Offer): Promise<void> {
  const ids = computers.map(({ id }) => id);
  const own = await em.find(Computer, { id: { $in: ids }, custody: { $ne: 'TRANSFERRED' } });
  if (own.length > 0) throw alreadyHere(own.map(({ label }) => label));
}
