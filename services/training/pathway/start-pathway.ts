import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Pathway } from './pathway.entity.ts';
import { PathwayPayload, PathwayStepInput } from './pathway.payload.ts';
import { whyNotStartable } from './pathway.rules.ts';

@InputType({ description: 'The support begins.' })
export class StartPathwayInput extends PathwayStepInput {}

@Resolver()
export class StartPathway {
  @Mutation(() => PathwayPayload, {
    description:
      'Begins the support of a person who was assessed. Refused with NOT_ASSESSED, ALREADY_STARTED, PATHWAY_OVER, BEFORE_LAST_STEP, IN_THE_FUTURE, NOT_FOUND.',
  })
  startPathway(
    @Arg('input', () => StartPathwayInput, { description: 'The pathway.' }) input: StartPathwayInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'startPathway', input, async ({ em, happened, today }) => {
      const on = businessDay(input.on, today);
      const pathway = await findLocked(em, Pathway, input.pathwayId, 'pathwayId');
      refuse(whyNotStartable(pathway, on));
      Object.assign(pathway, { state: 'IN_PROGRESS', startedOn: on, movedOn: on });
      await happened({ noun: 'Pathway', id: pathway.id, verb: 'startPathway', on });
      return { pathway };
    });
  }
}
