import { Arg, Ctx, Directive, Field, ID, InputType, Mutation, registerEnumType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { IsIdOf } from '../../../packages/platform/references/id-forms.ts';
import { Computer } from './computer.entity.ts';
import { ComputerLoss } from './computer.states.ts';
import { crossing, ComputerCrossingPayload } from './crossing.payload.ts';
import { endOuting } from './end-outing.ts';
import { Outing } from './outing.entity.ts';
import { whyNotBackOn } from './outing.rules.ts';

// Lending describes it: it is the same enum in the graph.
const ComputerCondition = { WORKING: 'WORKING', BROKEN: 'BROKEN' } as const;
type ComputerCondition = keyof typeof ComputerCondition;
registerEnumType(ComputerCondition, { name: 'ComputerCondition', description: 'How a computer comes back.' });

@Directive('@inaccessible')
@InputType()
class TakeBackComputerInput {
  @Field(() => ID, { description: 'The machine.' })
  computerId!: string;

  @Field(() => ID, { description: 'The loan it was out for.' })
  @IsIdOf('loan')
  loanId!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day it came back, never in the future.' })
  on!: string;

  @Field(() => ComputerCondition, {
    description: 'In what condition; without effect on a machine that was lost or stolen.',
  })
  condition!: ComputerCondition;

  @Field(() => ComputerLoss, { nullable: true, description: 'Given when it will not come back.' })
  lostOrStolen?: ComputerLoss | null;
}

@Resolver()
export class TakeBackComputer {
  @Directive('@inaccessible')
  @Mutation(() => ComputerCrossingPayload, {
    description:
      'Takes a machine back from a loan; without effect when it is not out for that loan, so it may be asked again and also undoes a take-out that may never have happened. Refused with NOT_FOUND, IN_THE_FUTURE, OUT_OF_ORDER.',
  })
  takeBackComputer(
    @Arg('input', () => TakeBackComputerInput) input: TakeBackComputerInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'takeBackComputer', input, async (acting) => {
      const { computerId, loanId, condition, lostOrStolen } = input;
      const computer = await findLocked(acting.em, Computer, computerId, 'computerId');
      const outing = await acting.em.findOne(Outing, { computerId, loanId, backOn: null });
      if (!outing) return crossing(computer);
      const on = businessDay(input.on, acting.today);
      refuse(whyNotBackOn(outing, on));
      await endOuting(acting, computer, outing, { verb: 'takeBackComputer', ending: lostOrStolen ?? condition, on });
      return crossing(computer);
    });
  }
}
