import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { dayBefore } from '../days.ts';
import { Programme } from './programme.entity.ts';
import { whyNotSuccessor } from './programme.rules.ts';

@InputType({ description: 'What `succeedProgramme` is told.' })
class SucceedProgrammeInput {
  @Field(() => ID, { description: 'The programme that comes to its end.' })
  programmeId!: string;

  @Field(() => ID, { description: 'The registered programme that comes after it.' })
  successorId!: string;
}

@ObjectType({ description: 'What came of `succeedProgramme`.' })
class SucceedProgrammePayload {
  @Field(() => Programme, { nullable: true, description: 'The successor as it now stands; null when refused.' })
  programme?: Programme;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class SucceedProgramme {
  @Mutation(() => SucceedProgrammePayload, {
    description:
      'Records that a programme comes after another, which ends the day before unless an end is known. Refused with NOT_FOUND, SUCCEEDS_ANOTHER, BEGINS_TOO_EARLY.',
  })
  succeedProgramme(
    @Arg('input', () => SucceedProgrammeInput, { description: 'What to do.' }) input: SucceedProgrammeInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'succeedProgramme', input, async ({ em, today, happened }) => {
      const before = await findLocked(em, Programme, input.programmeId, 'programmeId');
      const programme = await findLocked(em, Programme, input.successorId, 'successorId');
      refuse(whyNotSuccessor(programme, before));
      programme.succeeds = before.id;
      before.endsOn ??= dayBefore(programme.startsOn);
      const [predecessor, successor] = [before.id, programme.id];
      const verb = 'succeedProgramme';
      await happened(
        { noun: 'Programme', id: successor, verb, on: today, details: { succeeds: predecessor } },
        { noun: 'Programme', id: predecessor, verb, on: today, details: { succeededBy: successor } },
      );
      return { programme };
    });
  }
}
