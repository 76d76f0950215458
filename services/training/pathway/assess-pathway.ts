import { ArrayMaxSize, Max, Min, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Autonomy } from '../attendance/attendance.entity.ts';
import { Assessment, COLUMN_OF } from './assessment.entity.ts';
import { DigitalArea, HIGHEST_LEVEL } from './digital-area.ts';
import { Pathway } from './pathway.entity.ts';
import { PathwayPayload, PathwayStepInput } from './pathway.payload.ts';
import { whyNotAssessed, whyNotLevels } from './pathway.rules.ts';

@InputType({ description: 'What a person can do in one area.' })
export class AreaLevelInput {
  @Field(() => DigitalArea, { description: 'The area.' })
  area!: DigitalArea;

  @Field(() => Int, { description: 'The level of mastery, 1 to 8; 0 when none is reached.' })
  @Min(0)
  @Max(HIGHEST_LEVEL)
  level!: number;
}

@InputType({ description: 'What a person can do.' })
export class AssessPathwayInput extends PathwayStepInput {
  @Field(() => [AreaLevelInput], { description: 'The level of each of the five areas.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  levels!: AreaLevelInput[];

  @Field(() => Autonomy, { description: 'How far they do by themselves.' })
  autonomy!: Autonomy;
}

@Resolver()
export class AssessPathway {
  @Mutation(() => PathwayPayload, {
    description:
      'Notes what the person can do, before the start and again while the pathway lasts. Refused with AREAS_INCOMPLETE, ALREADY_ASSESSED, PATHWAY_OVER, BEFORE_LAST_STEP, IN_THE_FUTURE, NOT_FOUND.',
  })
  assessPathway(
    @Arg('input', () => AssessPathwayInput, { description: 'The levels.' }) input: AssessPathwayInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'assessPathway', input, async ({ em, newId, happened, today }) => {
      const { pathwayId, autonomy } = input;
      const on = businessDay(input.on, today);
      refuse(whyNotLevels(input.levels.map(({ area }) => area)));
      const pathway = await findLocked(em, Pathway, pathwayId, 'pathwayId');
      refuse(whyNotAssessed(pathway, on));
      const levels = Object.fromEntries(input.levels.map(({ area, level }) => [COLUMN_OF[area], level]));
      em.create(Assessment, { id: newId('assessment'), pathwayId, assessedOn: on, autonomy, ...(levels as Levels) });
      if (pathway.state === 'PRESCRIBED') pathway.state = 'ASSESSED';
      pathway.movedOn = on;
      await happened({ noun: 'Pathway', id: pathwayId, verb: 'assessPathway', on });
      return { pathway };
    });
  }
}

type Levels = Pick<Assessment, (typeof COLUMN_OF)[DigitalArea]>;
