import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Pathway } from './pathway.entity.ts';
import { PathwayOutcome } from './pathway.enums.ts';
import { PathwayPayload, PathwayStepInput } from './pathway.payload.ts';
import { whyNotExitCorrected } from './pathway.rules.ts';

@InputType({ description: 'An outcome at exit that was noted by mistake.' })
export class CorrectExitInput extends PathwayStepInput {
  @Field(() => PathwayOutcome, { description: 'What had really become of them at exit.' })
  outcome!: PathwayOutcome;
}

@Resolver()
export class CorrectExit {
  @Mutation(() => PathwayPayload, {
    description:
      'Puts the outcome at exit right; the day of the exit stays, and figures follow. Refused with NOT_EXITED, SAME_OUTCOME, BEFORE_LAST_STEP, IN_THE_FUTURE, NOT_FOUND.',
  })
  correctExit(
    @Arg('input', () => CorrectExitInput, { description: 'The right outcome.' }) input: CorrectExitInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'correctExit', input, async ({ em, happened, today }) => {
      const { pathwayId, outcome } = input;
      const on = businessDay(input.on, today);
      const pathway = await findLocked(em, Pathway, pathwayId, 'pathwayId');
      refuse(whyNotExitCorrected(pathway, outcome, on));
      const details = { was: pathway.outcome, outcome };
      pathway.outcome = outcome;
      await happened({ noun: 'Pathway', id: pathwayId, verb: 'correctExit', on, details });
      return { pathway };
    });
  }
}
