import { LockMode } from '@mikro-orm/postgresql';
import { ArrayMaxSize, ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Visa } from '../visa/visa.entity.ts';
import { RejectionReason, VisaClaim } from './claim.entity.ts';
import { whyNotRejected, whyNotSettled } from './claim.rules.ts';

@InputType({ description: 'A visa that the Region does not pay.' })
export class VisaRejectionInput {
  @Field(() => ID, { description: 'The visa.' })
  visaId!: string;

  @Field(() => RejectionReason, { description: 'Why.' })
  reason!: RejectionReason;
}

@InputType({ description: 'What the Region answered to a claim.' })
export class SettleVisaClaimInput extends VerbInput {
  @Field(() => ID, { description: 'The claim.' })
  claimId!: string;

  @Field(() => [VisaRejectionInput], { defaultValue: [], description: 'What is not paid; all the rest is.' })
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  rejections!: VisaRejectionInput[];
}

@ObjectType({ description: 'The claim as answered, or why that was refused.' })
export class SettleVisaClaimPayload {
  @Field(() => VisaClaim, { nullable: true, description: 'The claim; its visas are PAID or REJECTED.' })
  claim?: VisaClaim;

  @Field(() => [UserError], { description: 'Why nothing was noted; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class SettleVisaClaim {
  @Mutation(() => SettleVisaClaimPayload, {
    description:
      'Notes what the Region paid and what it rejected. Refused with ALREADY_SETTLED, BEFORE_CLAIM, NOT_IN_CLAIM, VISA_TWICE, IN_THE_FUTURE, NOT_FOUND.',
  })
  settleVisaClaim(
    @Arg('input', () => SettleVisaClaimInput, { description: 'The answer.' }) input: SettleVisaClaimInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'settleVisaClaim', input, async ({ em, happened, today }) => {
      const { claimId, rejections } = input;
      const on = businessDay(input.on, today);
      const claim = await findLocked(em, VisaClaim, claimId, 'claimId');
      refuse(whyNotSettled(claim, on));
      const lines = await em.execute<{ id: string }[]>('select visa_id as id from visa_claim_line where claim_id = ?', [
        claimId,
      ]);
      const claimed = lines.map(({ id }) => id);
      const rejected = rejections.map(({ visaId }) => visaId);
      rejected.forEach((_, index) => refuse(whyNotRejected(rejected, index, claimed)));
      const reasons = new Map(rejections.map(({ visaId, reason }) => [visaId, reason]));
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
      const visas = await em.find(Visa, { id: { $in: claimed } }, lock);
      for (const visa of visas) settle(visa, on, reasons.get(visa.id));
      claim.settledOn = on;
      await em.execute(
        `update visa_claim_line set reason = answer.reason, outcome = case when answer.reason is null then 'PAID' else 'REJECTED' end
           from jsonb_to_recordset(?::jsonb) as answer (id text, reason text)
          where claim_id = ? and visa_id = answer.id`,
        [JSON.stringify(claimed.map((id) => ({ id, reason: reasons.get(id) }))), claimId],
      );
      await happened(
        { noun: 'VisaClaim', id: claimId, verb: 'settleVisaClaim', on, details: { rejected: rejected.length } },
        ...visas.map(({ id, state }) => ({
          noun: 'Visa',
          id,
          verb: 'settleVisaClaim',
          on,
          details: { state, claimId },
        })),
      );
      return { claim };
    });
  }
}

const settle = (visa: Visa, on: string, reason: RejectionReason | undefined): Visa =>
  Object.assign(visa, reason ? { state: 'REJECTED', movedOn: on } : { state: 'PAID', paidOn: on, movedOn: on });
