import { IsOptional, Length, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { existing } from '../existing.ts';
import { openOrganisation } from '../existing-organisation.ts';
import { Programme } from '../programme/programme.entity.ts';
import { whyNotInProgramme } from '../programme/programme.rules.ts';
import { ServiceDelivery, ServiceKind } from './delivery.entity.ts';

@InputType({ description: 'What `recordService` is told.' })
class RecordServiceInput {
  @Field(() => ID, { description: 'Whom it was done for.' })
  organisationId!: string;

  @Field(() => ID, { nullable: true, description: 'The programme it belongs to.' })
  programmeId?: string | null;

  @Field(() => ServiceKind, { description: 'Of what sort it is.' })
  kind!: ServiceKind;

  @Field(() => String, { description: 'What it was, in 1 to 200 signs; no names of people.' })
  @Length(1, 200)
  title!: string;

  @Field(() => Int, { nullable: true, description: 'How long it took, in minutes: 1 to 100,000.' })
  @IsOptional()
  @Min(1)
  @Max(100_000)
  minutes?: number | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day it was done; today by default.' })
  on?: string | null;

  @Field(() => String, { description: 'Chosen by the caller; makes a repetition harmless.' })
  @Length(8, 200)
  idempotencyKey!: string;
}

@ObjectType({ description: 'What came of `recordService`.' })
class RecordServicePayload {
  @Field(() => ServiceDelivery, { nullable: true, description: 'As it now stands; null when it was refused.' })
  delivery?: ServiceDelivery;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class RecordService {
  @Mutation(() => RecordServicePayload, {
    description:
      'Records what was done for an organisation, such as a web site. Refused with NOT_FOUND, ORGANISATION_CLOSED, PROGRAMME_NOT_BEGUN, PROGRAMME_ENDED, IN_THE_FUTURE, INVALID_INPUT.',
  })
  recordService(
    @Arg('input', () => RecordServiceInput, { description: 'What to do.' }) input: RecordServiceInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'recordService', input, async ({ em, newId, today, happened }) => {
      const on = businessDay(input.on, today);
      const { programmeId = null, kind, title, minutes = null } = input;
      const { id: organisationId, commune } = await openOrganisation(em, input.organisationId, on, 'organisationId');
      if (programmeId) {
        refuse(whyNotInProgramme(await existing(em, Programme, programmeId, 'programmeId'), on, on));
      }
      const id = newId('delivery');
      const what = { organisationId, programmeId, kind, title, minutes, commune, deliveredOn: on };
      const delivery = em.create(ServiceDelivery, { id, ...what, cancelledOn: null, cancellationReason: null });
      await happened({ noun: 'ServiceDelivery', id, verb: 'recordService', on, details: { organisationId, kind } });
      return { delivery };
    });
  }
}
