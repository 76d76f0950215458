import { LockMode } from '@mikro-orm/postgresql';
import { Arg, Ctx, Directive, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { IsIdOf } from '../../../packages/platform/references/id-forms.ts';
import { Computer } from './computer.entity.ts';
import { became, standingOf } from './standing.rules.ts';

@Directive('@inaccessible')
@InputType()
class ReleaseReservationInput {
  @Field(() => ID, { description: 'The loan that needs no reserved machine any more.' })
  @IsIdOf('loan')
  loanId!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day it stopped needing one, never in the future.' })
  on!: string;
}

@Directive('@inaccessible')
@ObjectType()
class ReleaseReservationPayload {
  @Field(() => Int, { nullable: true, description: 'How many machines are free again; 0 when all were already.' })
  released?: number;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class ReleaseReservation {
  @Directive('@inaccessible')
  @Mutation(() => ReleaseReservationPayload, {
    description:
      'Frees every machine that is reserved for a loan; one that the loan took out stays out. It may be asked again. A reservation made after that day ends on the day it was made. Refused with IN_THE_FUTURE.',
  })
  releaseReservation(
    @Arg('input', () => ReleaseReservationInput) input: ReleaseReservationInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'releaseReservation', input, async (acting) => {
      const on = businessDay(input.on, acting.today);
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
      const reserved = await acting.em.find(Computer, { reservedFor: input.loanId }, lock);
      for (const computer of reserved) await release(acting, computer, on);
      return { released: reserved.length };
    });
  }
}

/** Lending knows no day of the workshop: one that is later than its own does not keep the machine. */
function release({ happened }: Acting, computer: Computer, asked: string): Promise<void> {
  const before = standingOf(computer);
  const on = asked > computer.movedOn ? asked : computer.movedOn;
  const loanId = computer.reservedFor;
  Object.assign(computer, { custody: 'IN_STOCK', reservedFor: null, movedOn: on });
  const details = { loanId, ...became(before, computer) };
  return happened({ noun: 'Computer', id: computer.id, verb: 'releaseReservation', on, details });
}
