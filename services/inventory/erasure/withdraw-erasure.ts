import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { notFound, refuse } from '../../../packages/platform/refusals/refusal.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Computer } from '../computer/computer.entity.ts';
import { ComputerPayload, WithdrawalInput } from '../computer/computer.payload.ts';
import { became, standingOf } from '../computer/standing.rules.ts';
import { doubt } from '../storage/doubt.ts';
import { Storage } from '../storage/storage.entity.ts';
import { Erasure } from './erasure.entity.ts';
import { whyNotWithdrawable } from './erasure.rules.ts';

@InputType()
class WithdrawErasureInput extends WithdrawalInput {
  @Field(() => ID, { description: 'The proof.' })
  erasureId!: string;
}

@ObjectType()
class WithdrawErasurePayload extends ComputerPayload {}

@Resolver()
export class WithdrawErasure {
  @Mutation(() => WithdrawErasurePayload, {
    description:
      'Takes back the last proof of a storage, recorded by mistake: nothing proves its data gone any more, and a machine that had gone on because of it is TRIAGED again. The history of the machine keeps what the proof said; a certificate that told the donor of it is to be corrected. Refused with NOT_FOUND, NO_LONGER_HOLDS, ON_LOAN, RESERVED, IN_REPAIR, LOST_OR_STOLEN, CEDED, ALREADY_RECYCLED, IN_TRANSFER, TRANSFERRED, STRUCK_OUT, INVALID_INPUT.',
  })
  withdrawErasure(
    @Arg('input', () => WithdrawErasureInput) input: WithdrawErasureInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'withdrawErasure', input, async (acting) => {
      const { em, happened } = acting;
      const known = await em.findOne(Erasure, { id: input.erasureId });
      if (!known) throw notFound('erasureId', input.erasureId);
      const { computerId } = known;
      // Whoever works on the storages of a machine holds its lock.
      const computer = await findLocked(em, Computer, computerId, 'erasureId');
      const erasure = await findLocked(em, Erasure, known.id, 'erasureId');
      const storage = await em.findOneOrFail(Storage, { id: erasure.storageId });
      const [last, before] = await proofsOf(acting, storage);
      refuse(whyNotWithdrawable(computer, { storage, isLast: last?.id === erasure.id }));
      const standing = standingOf(computer);
      Object.assign(storage, { goneOn: null, fate: null, isDestructionDue: before?.isSuccess === false });
      doubt(computer, [storage]);
      em.remove(erasure);
      const { id, method, standard, tool, isSuccess: succeeded, performedOn } = erasure;
      const withdrawn = { erasure: id, method, standard, tool, succeeded, performedOn };
      const details = { reason: input.reason, withdrawn, ...became(standing, computer) };
      const about = { verb: 'withdrawErasure', on: computer.movedOn };
      await happened(
        { noun: 'Computer', id: computerId, ...about, details },
        { noun: 'Storage', id: storage.id, ...about, details: { reason: input.reason, withdrawn } },
      );
      return { computer };
    });
  }
}

/** The latest first. */
const proofsOf = ({ em }: Acting, { id: storageId }: Storage): Promise<Erasure[]> =>
  em.find(Erasure, { storageId }, { orderBy: { id: 'desc' }, limit: 2 });
