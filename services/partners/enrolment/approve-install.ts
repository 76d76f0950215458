import { LockMode } from '@mikro-orm/postgresql';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { Install } from './install.entity.ts';
import { whyNotApprovable } from './install.rules.ts';
import { telling } from './tell-operator.ts';

@InputType({ description: 'What `approveInstall` is told.' })
class ApproveInstallInput {
  @Field(() => ID, { description: 'Which enrolment: `enrolment_…`.' })
  installId!: string;
}

@ObjectType({ description: 'What came of `approveInstall`.' })
class ApproveInstallPayload {
  @Field(() => Install, { nullable: true, description: 'As it now stands; null when it was refused.' })
  install?: Install;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class ApproveInstall {
  @Mutation(() => ApproveInstallPayload, {
    description:
      'Lets an enrolled installation speak for its association; it supersedes the one that spoke before. Asked again, it answers the same. Refused with NOT_FOUND, NOT_ENROLLED, ALREADY_ENDED.',
  })
  approveInstall(
    @Arg('input', () => ApproveInstallInput, { description: 'What to do.' }) input: ApproveInstallInput,
    @Ctx() context: ServiceContext,
  ) {
    const done = act(context, 'approveInstall', input, async ({ em, now, today, happened }) => {
      await takeTurns(em, 'approveInstall');
      const install = await findLocked(em, Install, input.installId, 'installId');
      if (install.state === 'APPROVED') return { install };
      refuse(whyNotApprovable(install));
      const { associationId, hub } = install;
      // Locked: one that is revoked meanwhile stays revoked, since nothing that it signed is to be believed.
      const former = await em.find(
        Install,
        { associationId, hub, state: { $in: ['APPROVED', 'VOUCHED'] } },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      for (const one of former) em.assign(one, { state: 'SUPERSEDED', endedAt: now });
      // Before the new one is written: only one is approved at any time.
      await em.flush();
      em.assign(install, { state: 'APPROVED', approvedAt: now });
      await happened(
        ...former.map(({ id }) => ({ noun: 'Install', id, verb: 'approveInstall', on: today, details: SUPERSEDED })),
        { noun: 'Install', id: install.id, verb: 'approveInstall', on: today },
      );
      return { install };
    });
    return telling(context, 'install_approved', done);
  }
}

const SUPERSEDED = { state: 'SUPERSEDED' };
