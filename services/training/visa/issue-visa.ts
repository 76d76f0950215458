import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../kit/refusal.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { act } from '../../kit/verb/act.ts';
import { businessDay } from '../../kit/verb/business-day.ts';
import { IsIdOf, IsSlug } from '../../kit/verb/foreign-id.ts';
import { operatingSeat } from '../../kit/verb/operating-seat.ts';
import { takeTurns } from '../../kit/verb/take-turns.ts';
import { VerbInput } from '../../kit/verb/verb-input.ts';
import { Visa } from './visa.entity.ts';
import { visaAmountOn, whyNotIssued } from './visa.rules.ts';

@InputType({ description: 'A visa internet for a person.' })
export class IssueVisaInput extends VerbInput {
  @Field(() => ID, { description: 'Who it is for.' })
  @IsIdOf('person')
  personId!: string;

  @Field(() => ID, { description: 'The programme that pays: `ordi-solidaire-bretagne`.' })
  @IsSlug()
  programmeId!: string;
}

@ObjectType({ description: 'The visa, or why it was refused.' })
export class IssueVisaPayload {
  @Field(() => Visa, { nullable: true, description: 'The visa, ISSUED, its amount frozen.' })
  visa?: Visa;

  @Field(() => [UserError], { description: 'Why none was issued; empty when one was.' })
  userErrors!: UserError[];
}

@Resolver()
export class IssueVisa {
  @Mutation(() => IssueVisaPayload, {
    description:
      'Gives a person a visa, worth what one is worth that day. Refused with ALREADY_HAS_VISA, NO_VISA_YET, IN_THE_FUTURE, HUB_HAS_NO_OPERATIONS.',
  })
  issueVisa(
    @Arg('input', () => IssueVisaInput, { description: 'The visa.' }) input: IssueVisaInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'issueVisa', input, async ({ em, newId, happened, today }) => {
      const { personId, programmeId } = input;
      const issuedOn = businessDay(input.on, today);
      const commune = operatingSeat(context);
      await takeTurns(em, 'visa', personId);
      refuse(whyNotIssued(issuedOn, await em.findOne(Visa, { personId, programmeId })));
      const amountCents = visaAmountOn(issuedOn)!;
      const id = newId('visa');
      const visa = em.create(Visa, { id, personId, programmeId, commune, state: 'ISSUED', amountCents, issuedOn });
      await happened({ noun: 'Visa', id, verb: 'issueVisa', on: issuedOn, details: { amountCents } });
      return { visa };
    });
  }
}
