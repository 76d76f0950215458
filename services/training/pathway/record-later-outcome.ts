import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Pathway } from './pathway.entity.ts';
import { PathwayOutcome } from './pathway.enums.ts';
import { PathwayPayload, PathwayStepInput } from './pathway.payload.ts';
import { whyNotFollowedUp } from './pathway.rules.ts';

@InputType({ description: 'What became of the person six months after the exit.' })
export class RecordLaterOutcomeInput extends PathwayStepInput {
  @Field(() => PathwayOutcome, { description: 'What became of them; UNKNOWN may be replaced when it is learnt.' })
  outcome!: PathwayOutcome;
}

@Resolver()
export class RecordLaterOutcome {
  @Mutation(() => PathwayPayload, {
    description:
      'Notes what had become of the person at six months. Refused with NOT_EXITED, TOO_SOON, OUTCOME_KNOWN, IN_THE_FUTURE, NOT_FOUND.',
  })
  recordLaterOutcome(
    @Arg('input', () => RecordLaterOutcomeInput, { description: 'The outcome.' }) input: RecordLaterOutcomeInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'recordLaterOutcome', input, async ({ em, happened, today }) => {
      const { pathwayId, outcome } = input;
      const on = businessDay(input.on, today);
      const pathway = await findLocked(em, Pathway, pathwayId, 'pathwayId');
      refuse(whyNotFollowedUp(pathway, on));
      Object.assign(pathway, { laterOutcome: outcome, laterOutcomeOn: on });
      await happened({ noun: 'Pathway', id: pathwayId, verb: 'recordLaterOutcome', on, details: { outcome } });
      return { pathway };
    });
  }
}
