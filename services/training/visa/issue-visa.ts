import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { ForeignId, refusedFor } from '../../../packages/platform/references/foreign-id.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { VisaAllocation } from '../allocation/allocation.entity.ts';
import { hasVisasLeft, whyNotDrawn } from '../allocation/allocation.rules.ts';
import { keptPerson } from '../kept-person.ts';
import { Visa } from './visa.entity.ts';
import { visaStateOn, whyNotIssued } from './visa.rules.ts';

@InputType({ description: 'A visa internet for a person.' })
export class IssueVisaInput extends VerbInput {
  @Field(() => ID, { description: 'Who it is for.' })
  @ForeignId('person')
  personId!: string;

  @Field(() => ID, { description: 'The programme that pays: `visa-internet-bretagne`.' })
  @ForeignId('programme')
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
    description: `Gives a person a visa out of what is allocated for that day, the one that ends first. Refused with ALREADY_HAS_VISA, VISA_OPEN, NO_ALLOCATION, ALLOCATION_EXHAUSTED, IN_THE_FUTURE, HUB_HAS_NO_OPERATIONS, ${refusedFor('person', 'programme')}.`,
  })
  issueVisa(
    @Arg('input', () => IssueVisaInput, { description: 'The visa.' }) input: IssueVisaInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'issueVisa', input, async ({ em, newId, happened, today }) => {
      const { programmeId } = input;
      const issuedOn = businessDay(input.on, today);
      const commune = operatingSeat(context);
      const personId = await keptPerson(em, input.personId);
      await takeTurns(em, 'visa', personId);
      const known = await em.find(Visa, { personId });
      refuse(whyNotIssued(issuedOn, programmeId, known));
      await layAside(em, known, issuedOn);
      const allocation = await draw(em, programmeId, issuedOn);
      const { amountCents } = allocation;
      const visa = em.create(Visa, {
        id: newId('visa'),
        personId,
        programmeId,
        allocationId: allocation.id,
        commune,
        state: 'ISSUED',
        amountCents,
        minutesNeeded: allocation.hours * 60,
        issuedOn,
        validUntil: allocation.validUntil,
        movedOn: issuedOn,
      });
      const details = { amountCents, allocationId: allocation.id };
      await happened({ noun: 'Visa', id: visa.id, verb: 'issueVisa', on: issuedOn, details });
      return { visa };
    });
  }
}

/** Records that visas have expired, before the one that takes their place is written. */
async function layAside(em: EntityManager, known: readonly Visa[], day: string): Promise<void> {
  for (const visa of known) visa.state = visaStateOn(visa, day);
  await em.flush();
}

/** Takes one visa out of the allocation of the programme, valid on the day, that ends first. */
async function draw(em: EntityManager, programmeId: string, day: string): Promise<VisaAllocation> {
  const valid = await em.find(
    VisaAllocation,
    { programmeId, validFrom: { $lte: day }, validUntil: { $gte: day } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { validUntil: 'asc', id: 'asc' } },
  );
  refuse(whyNotDrawn(valid, day));
  const allocation = valid.find(hasVisasLeft)!;
  allocation.issued += 1;
  return allocation;
}
