import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { IsSlug } from '../../../packages/platform/references/id-forms.ts';
import { refuseEndBeforeStart } from '../days.ts';
import { refuseRegistered } from '../natural-key.ts';
import { Programme } from './programme.entity.ts';

@InputType({ description: 'What `registerProgramme` is told.' })
class RegisterProgrammeInput {
  @Field(() => ID, { description: 'A slug that the whole network shares: `ordi-solidaire-bretagne`.' })
  @Length(1, 60)
  @IsSlug()
  id!: string;

  @Field(() => String, { description: '1 to 200 signs.' })
  @Length(1, 200)
  name!: string;

  @Field(() => GraphQLLocalDate, { description: 'Its first day; it may lie ahead.' })
  startsOn!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Its last day, when one is planned.' })
  endsOn?: string | null;
}

@ObjectType({ description: 'What came of `registerProgramme`.' })
class RegisterProgrammePayload {
  @Field(() => Programme, { nullable: true, description: 'As it now stands; null when it was refused.' })
  programme?: Programme;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class RegisterProgramme {
  @Mutation(() => RegisterProgrammePayload, {
    description: 'Enters a public programme. Refused with ALREADY_REGISTERED, ENDS_BEFORE_START, INVALID_INPUT.',
  })
  registerProgramme(
    @Arg('input', () => RegisterProgrammeInput, { description: 'What to do.' }) input: RegisterProgrammeInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'registerProgramme', input, async ({ em, today, happened }) => {
      const { id, name, startsOn, endsOn = null } = input;
      refuseEndBeforeStart(startsOn, endsOn, 'endsOn');
      await refuseRegistered(em, Programme, id, 'id');
      const programme = em.create(Programme, { id, name, startsOn, endsOn, succeeds: null });
      await happened({ noun: 'Programme', id, verb: 'registerProgramme', on: today, details: { startsOn, endsOn } });
      return { programme };
    });
  }
}
