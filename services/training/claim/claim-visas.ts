import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { notFound, refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Visa } from '../visa/visa.entity.ts';
import { whyNotClaimed } from '../visa/visa.rules.ts';
import { VisaClaim } from './claim.entity.ts';
import { whyNotTogether } from './claim.rules.ts';

@InputType({ description: 'Completed visas that the Region is asked to pay.' })
export class ClaimVisasInput extends VerbInput {
  @Field(() => [ID], { description: 'From 1 to 200 visas of one programme, completed or rejected, each once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  visaIds!: string[];
}

@ObjectType({ description: 'The claim, or why it was refused.' })
export class ClaimVisasPayload {
  @Field(() => VisaClaim, { nullable: true, description: 'The claim, numbered; its visas are CLAIMED.' })
  claim?: VisaClaim;

  @Field(() => [UserError], { description: 'Why none was made, by line: `visaIds.12`; empty when one was.' })
  userErrors!: UserError[];
}

@Resolver()
export class ClaimVisas {
  @Mutation(() => ClaimVisasPayload, {
    description:
      'Asks the Region to pay visas. Refused with NOT_COMPLETED, ALREADY_CLAIMED, VISA_PAID, VISA_CANCELLED, VISA_EXPIRED, BEFORE_LAST_STEP, PROGRAMMES_MIXED, IN_THE_FUTURE, NOT_FOUND.',
  })
  claimVisas(
    @Arg('input', () => ClaimVisasInput, { description: 'The visas.' }) input: ClaimVisasInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'claimVisas', input, async ({ em, newId, happened, today }) => {
      const on = businessDay(input.on, today);
      const visas = await claimable(em, input.visaIds, on);
      refuse(whyNotTogether(new Set(visas.map(({ programmeId }) => programmeId))));
      const claim = await numbered(em, newId('claim'), visas[0]!.programmeId, on);
      await em.execute(
        'insert into visa_claim_line (claim_id, visa_id) select ?, visa_id from jsonb_array_elements_text(?::jsonb) as visa_id',
        [claim.id, JSON.stringify(input.visaIds)],
      );
      for (const visa of visas) Object.assign(visa, { state: 'CLAIMED', movedOn: on });
      const { year, number } = claim;
      await happened(
        { noun: 'VisaClaim', id: claim.id, verb: 'claimVisas', on, details: { year, number, visas: visas.length } },
        ...visas.map(({ id }) => ({ noun: 'Visa', id, verb: 'claimVisas', on, details: { claimId: claim.id } })),
      );
      return { claim };
    });
  }
}

async function claimable(em: EntityManager, visaIds: readonly string[], on: string): Promise<Visa[]> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
  const found = await em.find(Visa, { id: { $in: [...visaIds] } }, lock);
  const byId = new Map(found.map((visa) => [visa.id, visa]));
  return visaIds.map((visaId, index) => {
    const visa = byId.get(visaId);
    if (!visa) throw notFound(`visaIds.${index}`, visaId);
    refuse(whyNotClaimed(visa, on, `visaIds.${index}`));
    return visa;
  });
}

/** Writes the claim under the next number of its year. */
async function numbered(em: EntityManager, id: string, programmeId: string, on: string): Promise<VisaClaim> {
  const year = Number(on.slice(0, 4));
  await takeTurns(em, 'claim', String(year));
  const claim = em.create(VisaClaim, {
    id,
    programmeId,
    year,
    number: (await em.count(VisaClaim, { year })) + 1,
    claimedOn: on,
  });
  await em.flush();
  return claim;
}
