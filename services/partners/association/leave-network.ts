import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, Refusal, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { ON } from '../../../packages/platform/verb/verb-input.ts';
import { Association } from './association.entity.ts';
import { whyNoMember } from './association.rules.ts';

@InputType({ description: 'What `leaveNetwork` is told.' })
class LeaveNetworkInput {
  @Field(() => ID, { description: 'Which association.' })
  associationId!: string;

  @Field(() => GraphQLLocalDate, {
    ...ON,
    description: 'Its last day in the network; today unless given, never later.',
  })
  on?: string | null;
}

@ObjectType({ description: 'What came of `leaveNetwork`.' })
class LeaveNetworkPayload {
  @Field(() => Association, { nullable: true, description: 'As it now stands; null when it was refused.' })
  association?: Association;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class LeaveNetwork {
  @Mutation(() => LeaveNetworkPayload, {
    description:
      'Records the last day of a member, whose figures are expected no more; those it told stay. Refused with NOT_FOUND, LEFT_THE_NETWORK, BEFORE_MEMBERSHIP, IN_THE_FUTURE.',
  })
  leaveNetwork(
    @Arg('input', () => LeaveNetworkInput, { description: 'What to do.' }) input: LeaveNetworkInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'leaveNetwork', input, async ({ em, today, happened }) => {
      const on = businessDay(input.on, today);
      const association = await findLocked(em, Association, input.associationId, 'associationId');
      refuse(whyNoMember(association, today));
      if (on < association.memberSince) throw beforeMembership(association);
      association.memberUntil = on;
      await happened({ noun: 'Association', id: association.id, verb: 'leaveNetwork', on });
      return { association };
    });
  }
}

const beforeMembership = ({ memberSince }: Association): Refusal =>
  new Refusal('BEFORE_MEMBERSHIP', 'on', {
    en: `It joined on ${memberSince}; give that day or a later one.`,
    fr: `Elle a rejoint le réseau le ${memberSince} ; donnez ce jour ou un jour plus tardif.`,
  });
