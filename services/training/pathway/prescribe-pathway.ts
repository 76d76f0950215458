import { IsOptional } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { keptPerson } from '../kept-person.ts';
import { Pathway } from './pathway.entity.ts';
import { PathwayGoal } from './pathway.enums.ts';
import { PathwayPayload } from './pathway.payload.ts';
import { whyNotPrescribed } from './pathway.rules.ts';

@InputType({ description: 'A person to be supported.' })
export class PrescribePathwayInput extends VerbInput {
  @Field(() => ID, { description: 'Who.' })
  @ForeignId('person')
  personId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation that sends them; null when they come by themselves.',
  })
  @IsOptional()
  @ForeignId('organisation')
  prescriberId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The programme it belongs to: `ordi-solidaire-bretagne`.' })
  @IsOptional()
  @ForeignId('programme')
  programmeId?: string | null;

  @Field(() => PathwayGoal, { description: 'What it is for.' })
  goal!: PathwayGoal;
}

@Resolver()
export class PrescribePathway {
  @Mutation(() => PathwayPayload, {
    description: `Begins a pathway: somebody is sent, or comes. Refused with PATHWAY_OPEN, BEFORE_LAST_PATHWAY, IN_THE_FUTURE, HUB_HAS_NO_OPERATIONS, ${refusedFor('person', 'organisation', 'programme')}.`,
  })
  prescribePathway(
    @Arg('input', () => PrescribePathwayInput, { description: 'The person and the goal.' })
    input: PrescribePathwayInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'prescribePathway', input, async ({ em, newId, happened, today }) => {
      const { goal } = input;
      const on = businessDay(input.on, today);
      const commune = operatingSeat(context);
      const personId = await keptPerson(em, input.personId);
      await takeTurns(em, 'pathway', personId);
      refuse(whyNotPrescribed(await em.find(Pathway, { personId }), on));
      const pathway = em.create(Pathway, {
        id: newId('pathway'),
        personId,
        prescriberId: input.prescriberId ?? null,
        programmeId: input.programmeId ?? null,
        commune,
        goal,
        state: 'PRESCRIBED',
        prescribedOn: on,
        movedOn: on,
      });
      await happened({ noun: 'Pathway', id: pathway.id, verb: 'prescribePathway', on, details: { goal } });
      return { pathway };
    });
  }
}
