import { Arg, Ctx, Directive, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { Refusal, userError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { whyNotYet } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { IsIdOf } from '../../../packages/platform/references/id-forms.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { answerOnce } from './answer-once.ts';
import { Computer } from './computer.entity.ts';
import { whyNotOn } from './computer.rules.ts';
import { crossing, ComputerCrossingPayload } from './crossing.payload.ts';
import { Outing } from './outing.entity.ts';
import { whyNotLendable } from './outing.rules.ts';
import { became, standingOf } from './standing.rules.ts';

@Directive('@inaccessible')
@InputType()
class TakeOutComputerInput {
  @Field(() => ID, { description: 'The machine.' })
  computerId!: string;

  @Field(() => ID, { description: 'The loan it leaves for; asking again for the same loan changes nothing.' })
  @IsIdOf('loan')
  loanId!: string;

  @Field(() => ID, {
    description: 'The hand-over or swap at lending: what it is answered first, it is answered ever after.',
  })
  @IsIdOf('crossing')
  crossingId!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day it leaves, never in the future.' })
  on!: string;
}

@Resolver()
export class TakeOutComputer {
  @Directive('@inaccessible')
  @Mutation(() => ComputerCrossingPayload, {
    description:
      'Takes a READY machine, free or reserved for the loan, out for it, by compare-and-set; idempotent by loan. Refused with NOT_FOUND, COMPUTER_NOT_READY, COMPUTER_ALREADY_OUT, COMPUTER_RESERVED, COMPUTER_IN_REPAIR, COMPUTER_GONE, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  async takeOutComputer(
    @Arg('input', () => TakeOutComputerInput) input: TakeOutComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    const { refused, ...taken } = await act<Taken>(context, 'takeOutComputer', input, (acting) =>
      takeOut(context, acting, input),
    );
    return refused ? { userErrors: [userError(refused)] } : taken;
  }
}

/** A refusal is kept, so it is no reason to roll back. */
type Taken = { refused: Refusal } | (ReturnType<typeof crossing> & { refused?: undefined });

async function takeOut(context: ServiceContext, acting: Acting, input: TakeOutComputerInput): Promise<Taken> {
  const { em, today, happened } = acting;
  const { computerId, loanId, crossingId, on } = input;
  const computer = await findLocked(em, Computer, computerId, 'computerId');
  if (await em.findOne(Outing, { computerId, loanId, backOn: null })) return crossing(computer);
  const refused = await answerOnce(em, crossingId, () => whyNotLent(computer, loanId, on, today));
  if (refused) return { refused };
  const before = standingOf(computer);
  Object.assign(computer, { custody: 'ON_LOAN', reservedFor: null, movedOn: on });
  em.create(Outing, { computerId, loanId, takenOn: on, commune: operatingSeat(context) });
  const details = { loanId, ...became(before, computer) };
  await happened({ noun: 'Computer', id: computerId, verb: 'takeOutComputer', on, details });
  return crossing(computer);
}

function whyNotLent(computer: Computer, loanId: string, on: string, today: string): Refusal | null {
  return whyNotLendable(computer, loanId) ?? whyNotYet(on, today) ?? whyNotOn(computer, on);
}
