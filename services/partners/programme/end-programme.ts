import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { Programme } from './programme.entity.ts';
import { whyNotEndable } from './programme.rules.ts';

@InputType({ description: 'What `endProgramme` is told.' })
class EndProgrammeInput {
  @Field(() => ID, { description: 'Which programme.' })
  programmeId!: string;

  @Field(() => GraphQLLocalDate, { description: 'Its last day; it may lie ahead, and be moved until it has come.' })
  endsOn!: string;
}

@ObjectType({ description: 'What came of `endProgramme`.' })
class EndProgrammePayload {
  @Field(() => Programme, { nullable: true, description: 'As it now stands; null when it was refused.' })
  programme?: Programme;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class EndProgramme {
  @Mutation(() => EndProgrammePayload, {
    description: "Sets a programme's last day. Refused with NOT_FOUND, ALREADY_ENDED, ENDS_BEFORE_START.",
  })
  endProgramme(
    @Arg('input', () => EndProgrammeInput, { description: 'What to do.' }) input: EndProgrammeInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'endProgramme', input, async ({ em, today, happened }) => {
      const programme = await findLocked(em, Programme, input.programmeId, 'programmeId');
      const { endsOn } = input;
      refuse(whyNotEndable(programme, endsOn, today));
      programme.endsOn = endsOn;
      await happened({ noun: 'Programme', id: programme.id, verb: 'endProgramme', on: today, details: { endsOn } });
      return { programme };
    });
  }
}
