import { LockMode } from '@mikro-orm/postgresql';
import { Length, ValidateIf } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { hashOf } from '../../../packages/platform/peers/install-key.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { IsSlug } from '../../../packages/platform/references/id-forms.ts';
import { Association } from '../association/association.entity.ts';
import { whyNoMember } from '../association/association.rules.ts';
import { newEnrolmentCode } from './enrolment-code.ts';
import { Install } from './install.entity.ts';
import { notAHub, notRegistered, oneOfBoth } from './install.rules.ts';

const VALID_MS = 7 * 24 * 3_600_000;

@InputType({ description: 'What `inviteInstall` is told: an association, or the name of a hub.' })
class InviteInstallInput {
  @Field(() => ID, { nullable: true, description: 'The association whose installation may enrol.' })
  associationId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A slug for the hub that may enrol and pass on what it hears: `bretagne`. 1 to 60 characters.',
  })
  @ValidateIf(({ hub }: InviteInstallInput) => typeof hub === 'string')
  @Length(1, 60)
  @IsSlug()
  hub?: string | null;
}

@ObjectType({ description: 'What came of `inviteInstall`.' })
class InviteInstallPayload {
  @Field(() => Install, { nullable: true, description: 'The invitation; null when it was refused.' })
  install?: Install;

  @Field(() => String, {
    nullable: true,
    description: 'The code to enrol with: it is shown this once, kept nowhere, good for one use within seven days.',
  })
  code?: string;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class InviteInstall {
  @Mutation(() => InviteInstallPayload, {
    description:
      'Gives out a code by which an installation of an association, or of another hub, enrols at this hub. Refused with NOT_A_HUB, ONE_OF_BOTH, NOT_FOUND, LEFT_THE_NETWORK, INVALID_INPUT.',
  })
  inviteInstall(
    @Arg('input', () => InviteInstallInput, { description: 'What to do.' }) input: InviteInstallInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'inviteInstall', input, async ({ em, now, newId, today, happened }) => {
      const { associationId = null, hub = null } = input;
      if (context.association !== null) throw notAHub();
      if ((associationId === null) === (hub === null)) throw oneOfBoth();
      if (associationId !== null) {
        const association = await em.findOne(Association, associationId, { lockMode: LockMode.PESSIMISTIC_WRITE });
        if (!association) throw notRegistered(associationId);
        refuse(whyNoMember(association, today));
      }
      const code = newEnrolmentCode();
      const install = em.create(Install, {
        ...NOBODY_YET,
        id: newId('enrolment'),
        associationId,
        hub,
        codeHash: hashOf(code),
        invitedAt: now,
        expiresAt: new Date(now.getTime() + VALID_MS),
      });
      const { id } = install;
      await happened({ noun: 'Install', id, verb: 'inviteInstall', on: today, details: { associationId, hub } });
      return { install, code };
    });
  }
}

const NOBODY_YET = {
  state: 'INVITED',
  install: null,
  publicKey: null,
  enrolledAt: null,
  approvedAt: null,
  endedAt: null,
  reason: null,
  vouchedBy: null,
} as const;
