import { ArrayMaxSize } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { forgetKeys } from '../../../packages/platform/verb/idempotency.ts';

const MOST_TICKETS = 1000;

@Directive('@inaccessible')
@InputType({ description: 'Repairs of machines whose borrowers are forgotten.' })
export class ForgetProblemsInput {
  @Field(() => [ID], { description: 'The tickets, up to 1,000.' })
  @ArrayMaxSize(MOST_TICKETS)
  repairTicketIds!: string[];
}

@Directive('@inaccessible')
@ObjectType({ description: 'What was forgotten, or why it was refused.' })
export class ForgetProblemsPayload {
  @Field(() => Int, { nullable: true, description: 'How many tickets lost their words; 0 when all had.' })
  changed?: number;

  @Field(() => [UserError], { description: 'Why nothing was forgotten; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class ForgetProblems {
  @Directive('@inaccessible')
  @Mutation(() => ForgetProblemsPayload, {
    description:
      'Takes away what borrowers said was wrong, once lending has forgotten them; the work done on the machine stays. Asking again changes nothing more. Refused with INVALID_INPUT.',
  })
  forgetProblems(
    @Arg('input', () => ForgetProblemsInput, { description: 'The tickets.' }) input: ForgetProblemsInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'forgetProblems', input, async ({ em, happened, today: on }) => {
      const { repairTicketIds } = input;
      const gone = await em.execute<{ id: string }[]>(
        `update repair_ticket set problem = ''
          where problem <> '' and id in (select jsonb_array_elements_text(?::jsonb)) returning id`,
        [JSON.stringify(repairTicketIds)],
      );
      await forgetKeys(em, repairTicketIds);
      await happened(...gone.map(({ id }) => ({ noun: 'RepairTicket', id, verb: 'forgetProblems', on })));
      return { changed: gone.length };
    });
  }
}
