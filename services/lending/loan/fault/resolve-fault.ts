import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { notFound, Refusal, refuse } from '../../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { LoanPayload, LoanVerbInput, takeStep } from '../loan-verb.ts';
import { whyNotStep } from '../loan.rules.ts';
import { LoanFault } from './loan-fault.entity.ts';

@InputType({ description: 'A fault that was mended at the borrower.' })
export class ResolveFaultInput extends LoanVerbInput {
  @Field(() => ID, { description: 'The fault.' })
  faultId!: string;
}

@ObjectType({ description: 'The loan, its fault being over, or why it is not.' })
export class ResolveFaultPayload extends LoanPayload {}

@Resolver()
export class ResolveFault {
  @Mutation(() => ResolveFaultPayload, {
    description:
      'Notes that a computer on loan works again and stayed with the borrower; a swap or the end of the loan says so by itself. Its repair ticket stays open until the workshop closes it with resolveRepair. Refused with NOT_FOUND, NOT_ACTIVE, FAULT_RESOLVED, CROSSING_PENDING, BEFORE_LAST_STEP, IN_THE_FUTURE, INVALID_INPUT.',
  })
  resolveFault(
    @Arg('input', () => ResolveFaultInput, { description: 'The loan and its fault.' }) input: ResolveFaultInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeStep(context, 'resolveFault', input, async ({ em, loan, on }) => {
      refuse(whyNotStep('ACTIVE', loan, on));
      const fault = await em.findOne(LoanFault, { id: input.faultId, loanId: loan.id });
      if (!fault) throw notFound('faultId', input.faultId);
      if (fault.resolvedOn) throw resolvedBefore(fault.resolvedOn);
      Object.assign(fault, { resolvedOn: on, resolution: 'REPAIRED' });
      // Whoever mended it had it before them.
      loan.lastSeenOn = on;
      return { fault: fault.id };
    });
  }
}

const resolvedBefore = (on: string): Refusal =>
  new Refusal('FAULT_RESOLVED', 'faultId', {
    en: `This fault has been over since ${on}; report a new one if the computer fails again.`,
    fr: `Cette panne est close depuis le ${on} ; signalez-en une nouvelle si l'ordinateur retombe en panne.`,
  });
