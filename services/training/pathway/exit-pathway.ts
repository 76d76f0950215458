import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Pathway } from './pathway.entity.ts';
import { PathwayOutcome } from './pathway.enums.ts';
import { PathwayPayload, PathwayStepInput } from './pathway.payload.ts';
import { whyNotExited } from './pathway.rules.ts';

@InputType({ description: 'What became of the person when the support had ended.' })
export class ExitPathwayInput extends PathwayStepInput {
  @Field(() => PathwayOutcome, { description: 'What became of them.' })
  outcome!: PathwayOutcome;
}

@Resolver()
export class ExitPathway {
  @Mutation(() => PathwayPayload, {
    description:
      'Notes the exit and its outcome. Refused with NOT_ENDED, ALREADY_EXITED, BEFORE_LAST_STEP, IN_THE_FUTURE, NOT_FOUND.',
  })
  exitPathway(
    @Arg('input', () => ExitPathwayInput, { description: 'The outcome.' }) input: ExitPathwayInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'exitPathway', input, async ({ em, happened, today }) => {
      const { pathwayId, outcome } = input;
      const on = businessDay(input.on, today);
      const pathway = await findLocked(em, Pathway, pathwayId, 'pathwayId');
      refuse(whyNotExited(pathway, on));
      Object.assign(pathway, { state: 'EXITED', outcome, exitedOn: on, movedOn: on });
      await happened({ noun: 'Pathway', id: pathwayId, verb: 'exitPathway', on, details: { outcome } });
      return { pathway };
    });
  }
}
