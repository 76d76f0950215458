import { ArrayMaxSize, ArrayMinSize, ValidateNested } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { IsIdOf } from '../../../packages/platform/references/id-forms.ts';
import { stopNamingPeople } from '../kept-person.ts';
import { detach } from './detach.ts';

const MOST_IDS = 500;

@Directive('@inaccessible')
@InputType({ description: 'Somebody who is erased at lending.' })
class ForgottenPersonInput {
  @Field(() => [ID], { description: 'Every id they were known by, 1 to 500.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_IDS)
  @IsIdOf('person', { each: true })
  ids!: string[];
}

@Directive('@inaccessible')
@InputType({ description: 'People who are erased at lending.' })
export class ForgetPeopleInput {
  @Field(() => [ForgottenPersonInput], { description: 'The people.' })
  @ValidateNested()
  people!: ForgottenPersonInput[];
}

@Directive('@inaccessible')
@ObjectType({ description: 'What was forgotten, or why it was refused.' })
export class ForgetPeoplePayload {
  @Field(() => Int, { nullable: true, description: 'How many things were parted from them; 0 when all had been.' })
  changed?: number;

  @Field(() => [UserError], { description: 'Why nothing was forgotten; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class ForgetPeople {
  @Directive('@inaccessible')
  @Mutation(() => ForgetPeoplePayload, {
    description:
      'Parts attendance, visas and pathways from people who are erased at lending; a random id stands for each of them, so that no figure moves. Seats they had booked are free again. Asking again changes nothing more. Refused with INVALID_INPUT.',
  })
  forgetPeople(
    @Arg('input', () => ForgetPeopleInput, { description: 'The people.' }) input: ForgetPeopleInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'forgetPeople', input, async (acting) => {
      await stopNamingPeople(acting.em);
      let changed = 0;
      for (const { ids } of input.people) changed += await detach(acting, ids);
      return { changed };
    });
  }
}
