import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Computer } from './computer.entity.ts';
import { ComputerPayload, WithdrawalInput } from './computer.payload.ts';
import { whyNotRecycled } from './computer.rules.ts';
import { Recycling } from './recycling.entity.ts';
import { became, standingOf } from './standing.rules.ts';

@InputType()
class WithdrawRecyclingInput extends WithdrawalInput {
  @Field(() => ID, { description: 'The machine.' })
  computerId!: string;
}

@ObjectType()
class WithdrawRecyclingPayload extends ComputerPayload {}

@Resolver()
export class WithdrawRecycling {
  @Mutation(() => WithdrawRecyclingPayload, {
    description:
      "Takes back a recycler's certificate that was recorded by mistake: the machine waits for the recycler as before, and the right one may be recorded, with its own day. Its history keeps both; a certificate that told the donor of it is to be corrected. Refused with NOT_FOUND, NOT_RECYCLED, INVALID_INPUT.",
  })
  withdrawRecycling(
    @Arg('input', () => WithdrawRecyclingInput) input: WithdrawRecyclingInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'withdrawRecycling', input, async (acting) => {
      const { em, happened } = acting;
      const computer = await findLocked(em, Computer, input.computerId, 'computerId');
      refuse(whyNotRecycled(computer));
      const { id, movedOn: on } = computer;
      const { certificate, recyclerId } = await em.findOneOrFail(Recycling, { computerId: id });
      const before = standingOf(computer);
      Object.assign(computer, { custody: 'IN_STOCK', movedOn: await movedBefore(acting, id) });
      await em.nativeDelete(Recycling, { computerId: id });
      await em.execute("delete from milestone where computer_id = ? and kind = 'RECYCLED'", [id]);
      const details = { reason: input.reason, certificate, recyclerId, ...became(before, computer) };
      await happened({ noun: 'Computer', id, verb: 'withdrawRecycling', on, details });
      return { computer };
    });
  }
}

/** The day of the last move before the recycling, so that the right day may be an earlier one. */
async function movedBefore({ em }: Acting, computerId: string): Promise<string> {
  const [row] = await em.execute<[{ on: string }]>(
    `select to_char(max(coalesce((details ->> 'since')::date, happened_on)), 'YYYY-MM-DD') as "on" from history
      where noun_id = ? and jsonb_exists(details, 'became') and verb not in ('recordRecycling', 'withdrawRecycling')`,
    [computerId],
  );
  return row.on;
}
