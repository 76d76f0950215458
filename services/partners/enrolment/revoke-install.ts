import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { Install } from './install.entity.ts';
import { whyNotRevocable } from './install.rules.ts';
import { telling } from './tell-operator.ts';

@InputType({ description: 'What `revokeInstall` is told.' })
class RevokeInstallInput {
  @Field(() => ID, { description: 'Which enrolment: `enrolment_…`.' })
  installId!: string;

  @Field(() => String, { description: 'Why, for whoever asks later; never about a person. 1 to 500 characters.' })
  @Length(1, 500)
  @OfSeveralLines()
  reason!: string;
}

@ObjectType({ description: 'What came of `revokeInstall`.' })
class RevokeInstallPayload {
  @Field(() => Install, { nullable: true, description: 'As it now stands; null when it was refused.' })
  install?: Install;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class RevokeInstall {
  @Mutation(() => RevokeInstallPayload, {
    description:
      'Believes an installation nothing from now on, nor what another hub passes on of it; what it told before stays. An invitation is withdrawn. Refused with NOT_FOUND, ALREADY_ENDED, INVALID_INPUT.',
  })
  revokeInstall(
    @Arg('input', () => RevokeInstallInput, { description: 'What to do.' }) input: RevokeInstallInput,
    @Ctx() context: ServiceContext,
  ) {
    const done = act(context, 'revokeInstall', input, async ({ em, now, today, happened }) => {
      const install = await findLocked(em, Install, input.installId, 'installId');
      refuse(whyNotRevocable(install));
      const { reason } = input;
      em.assign(install, { state: 'REVOKED', endedAt: now, reason });
      const details = { reason };
      await happened({ noun: 'Install', id: install.id, verb: 'revokeInstall', on: today, details });
      return { install };
    });
    return telling(context, 'install_revoked', done);
  }
}
