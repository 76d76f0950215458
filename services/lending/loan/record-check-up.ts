import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { ComputerCondition } from './loan-machine.entity.ts';
import { LoanPayload, LoanVerbInput, takeStep } from './loan-verb.ts';
import { whyNotStep } from './loan.rules.ts';

@InputType({ description: 'A computer that the staff had before them while it is on loan.' })
export class RecordCheckUpInput extends LoanVerbInput {
  @Field(() => ComputerCondition, { description: 'How it was found; a broken one is then to be reported as a fault.' })
  condition!: ComputerCondition;
}

@ObjectType({ description: 'The loan with the day of its check-up, or why there was none.' })
export class RecordCheckUpPayload extends LoanPayload {}

@Resolver()
export class RecordCheckUp {
  @Mutation(() => RecordCheckUpPayload, {
    description:
      'Notes that the staff saw the computer of a loan, without which a renewal is refused after some time. Refused with NOT_FOUND, NOT_ACTIVE, CROSSING_PENDING, BEFORE_LAST_STEP, IN_THE_FUTURE, INVALID_INPUT.',
  })
  recordCheckUp(
    @Arg('input', () => RecordCheckUpInput, { description: 'The loan, and how its computer is.' })
    input: RecordCheckUpInput,
    @Ctx() context: ServiceContext,
  ) {
    return takeStep(context, 'recordCheckUp', input, ({ loan, on }) => {
      refuse(whyNotStep('ACTIVE', loan, on));
      loan.lastSeenOn = on;
      return { condition: input.condition };
    });
  }
}
