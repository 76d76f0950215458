import { Arg, Ctx, Directive, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { refuse } from '../../kit/refusal.ts';
import { GraphQLLocalDate } from '../../kit/scalars.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { findLocked } from '../../kit/verb/find.ts';
import { IsIdOf } from '../../kit/verb/foreign-id.ts';
import { operatingSeat } from '../../kit/verb/operating-seat.ts';
import { Computer } from './computer.entity.ts';
import { whyNotOn } from './computer.rules.ts';
import { crossing, ComputerCrossingPayload } from './crossing.payload.ts';
import { Outing } from './outing.entity.ts';
import { whyNotLendable } from './outing.rules.ts';

@Directive('@inaccessible')
@InputType()
class TakeOutComputerInput {
  @Field(() => ID, { description: 'The machine.' })
  computerId!: string;

  @Field(() => ID, { description: 'The loan it leaves for; asking again for the same loan changes nothing.' })
  @IsIdOf('loan')
  loanId!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day it leaves, never in the future.' })
  on!: string;
}

@Resolver()
export class TakeOutComputer {
  @Directive('@inaccessible')
  @Mutation(() => ComputerCrossingPayload, {
    description:
      'Takes a READY machine out for a loan, by compare-and-set; idempotent by loan. Refused with NOT_FOUND, COMPUTER_NOT_READY, COMPUTER_ALREADY_OUT, COMPUTER_IN_REPAIR, COMPUTER_GONE, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  takeOutComputer(
    @Arg('input', () => TakeOutComputerInput) input: TakeOutComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'takeOutComputer', input, async ({ em, today, happened }) => {
      const { computerId, loanId } = input;
      const computer = await findLocked(em, Computer, computerId, 'computerId');
      if (await em.findOne(Outing, { computerId, loanId, backOn: null })) return crossing(computer);
      const on = businessDay(input.on, today);
      refuse(whyNotLendable(computer) ?? whyNotOn(computer, on));
      computer.custody = 'ON_LOAN';
      computer.movedOn = on;
      em.create(Outing, { computerId, loanId, takenOn: on, commune: operatingSeat(context) });
      await happened({ noun: 'Computer', id: computerId, verb: 'takeOutComputer', on, details: { loanId } });
      return crossing(computer);
    });
  }
}
