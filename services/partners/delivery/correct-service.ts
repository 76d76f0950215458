import { IsOptional, Length, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { existing } from '../existing.ts';
import { nothingChanges } from '../nothing-changes.ts';
import { openOrganisation } from '../existing-organisation.ts';
import { Programme } from '../programme/programme.entity.ts';
import { whyNotInProgramme } from '../programme/programme.rules.ts';
import { ServiceDelivery, ServiceKind } from './delivery.entity.ts';
import { whyCancelled } from './delivery.rules.ts';

@InputType({ description: 'What `correctService` is told. What is left out stays as it is.' })
class CorrectServiceInput {
  @Field(() => ID, { description: 'Which service.' })
  deliveryId!: string;

  @Field(() => ID, { nullable: true, description: 'Whom it was done for.' })
  organisationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The programme it belongs to.' })
  programmeId?: string | null;

  @Field(() => ServiceKind, { nullable: true, description: 'Of what sort it is.' })
  kind?: ServiceKind | null;

  @Field(() => String, { nullable: true, description: 'What it was, in 1 to 200 signs; no names of people.' })
  @IsOptional()
  @Length(1, 200)
  title?: string | null;

  @Field(() => Int, { nullable: true, description: 'How long it took, in minutes: 1 to 100,000.' })
  @IsOptional()
  @Min(1)
  @Max(100_000)
  minutes?: number | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was done.' })
  on?: string | null;
}

@ObjectType({ description: 'What came of `correctService`.' })
class CorrectServicePayload {
  @Field(() => ServiceDelivery, { nullable: true, description: 'As it now stands; null when it was refused.' })
  delivery?: ServiceDelivery;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class CorrectService {
  @Mutation(() => CorrectServicePayload, {
    description:
      'Corrects what was recorded of a service; the figures follow. Refused with NOT_FOUND, CANCELLED, NOTHING_CHANGES, ORGANISATION_CLOSED, PROGRAMME_NOT_BEGUN, PROGRAMME_ENDED, IN_THE_FUTURE, INVALID_INPUT.',
  })
  correctService(
    @Arg('input', () => CorrectServiceInput, { description: 'What to do.' }) input: CorrectServiceInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'correctService', input, async (acting) => {
      const { em, today, happened } = acting;
      const delivery = await findLocked(em, ServiceDelivery, input.deliveryId, 'deliveryId');
      refuse(whyCancelled(delivery));
      const corrected = await correct(input, delivery, acting);
      const changed = Object.entries(corrected).filter(
        ([field, value]) => value !== delivery[field as keyof typeof corrected],
      );
      if (changed.length === 0) throw nothingChanges(null);
      Object.assign(delivery, corrected);
      const fields = changed.map(([field]) => field);
      await happened({
        noun: 'ServiceDelivery',
        id: delivery.id,
        verb: 'correctService',
        on: today,
        details: { fields },
      });
      return { delivery };
    });
  }
}

/** The service as it should have been recorded. */
async function correct(input: CorrectServiceInput, known: ServiceDelivery, { em, today }: Acting) {
  const deliveredOn = businessDay(input.on ?? known.deliveredOn, today);
  const programmeId = input.programmeId ?? known.programmeId;
  const whom = await openOrganisation(em, input.organisationId ?? known.organisationId, deliveredOn, 'organisationId');
  if (programmeId) {
    refuse(whyNotInProgramme(await existing(em, Programme, programmeId, 'programmeId'), deliveredOn, deliveredOn));
  }
  return {
    deliveredOn,
    programmeId,
    organisationId: whom.id,
    commune: whom.id === known.organisationId ? known.commune : whom.commune,
    kind: input.kind ?? known.kind,
    title: input.title ?? known.title,
    minutes: input.minutes ?? known.minutes,
  };
}
