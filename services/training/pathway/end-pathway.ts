import { IsOptional } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Assessment } from './assessment.entity.ts';
import { Pathway } from './pathway.entity.ts';
import { PathwayEnding } from './pathway.enums.ts';
import { PathwayPayload, PathwayStepInput } from './pathway.payload.ts';
import { whyNotEnded } from './pathway.rules.ts';

@InputType({ description: 'How the support ends.' })
export class EndPathwayInput extends PathwayStepInput {
  @Field(() => PathwayEnding, { description: 'Completed, dropped out of, or redirected.' })
  ending!: PathwayEnding;

  @Field(() => ID, { nullable: true, description: 'The organisation that goes on with it; of a redirected one only.' })
  @IsOptional()
  @ForeignId('organisation')
  redirectedToId?: string | null;
}

@Resolver()
export class EndPathway {
  @Mutation(() => PathwayPayload, {
    description: `Ends the support; to be completed it needs an assessment after the start. Refused with NOT_STARTED, FINAL_ASSESSMENT_MISSING, WHERE_TO, NOT_REDIRECTED, PATHWAY_OVER, BEFORE_LAST_STEP, IN_THE_FUTURE, ${refusedFor('organisation')}.`,
  })
  endPathway(
    @Arg('input', () => EndPathwayInput, { description: 'The end.' }) input: EndPathwayInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'endPathway', input, async ({ em, happened, today }) => {
      const { pathwayId, ending, redirectedToId = null } = input;
      const on = businessDay(input.on, today);
      const pathway = await findLocked(em, Pathway, pathwayId, 'pathwayId');
      refuse(whyNotEnded(pathway, input, await em.count(Assessment, { pathwayId }), on));
      Object.assign(pathway, { state: ending, ending, endedOn: on, redirectedToId, movedOn: on });
      await happened({ noun: 'Pathway', id: pathwayId, verb: 'endPathway', on, details: { ending } });
      return { pathway };
    });
  }
}
