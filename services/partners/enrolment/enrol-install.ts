import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { Length, Matches } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { hashOf, isSignedBy, PUBLIC_KEY } from '../../../packages/platform/peers/install-key.ts';
import type { InstallState } from '../../../packages/platform/peers/install-state.ts';
import { enrolmentText } from '../../../packages/figures/replication/install/signed-text.ts';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { IsIdOf } from '../../../packages/platform/references/id-forms.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { codeAsGivenOut } from './enrolment-code.ts';
import { Install } from './install.entity.ts';
import { keyChanged, notYourAssociation, unknownCode, whyNoCode, wrongSignature } from './install.rules.ts';
import { telling } from './tell-operator.ts';

@InputType({ description: 'What `enrolInstall` is told.' })
class EnrolInstallInput {
  @Field(() => String, { description: 'The code that the hub gave out.' })
  @Length(1, 100)
  code!: string;

  @Field(() => ID, { description: 'The installation: `install_…`.' })
  @IsIdOf('install')
  install!: string;

  @Field(() => String, { description: 'Its Ed25519 public key, base64url (RFC 8037, `x`).' })
  @Matches(PUBLIC_KEY, {
    message: '$property must be an Ed25519 key in base64url, such as "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"',
  })
  @OfSeveralLines()
  publicKey!: string;

  @Field(() => String, { description: 'Of code, installation and key, by that key, base64url.' })
  @Length(1, 200)
  signature!: string;
}

@ObjectType({ description: 'What came of `enrolInstall`.' })
class EnrolInstallPayload {
  @Field(() => Install, { nullable: true, description: 'As it now stands; null when it was refused.' })
  install?: Install;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class EnrolInstall {
  @Mutation(() => EnrolInstallPayload, {
    description:
      'Enrols the installation that asks, by the code that the hub gave out; it speaks once it is approved. Asked again, it answers the same while it stands. Refused with UNKNOWN_CODE, NOT_YOUR_ASSOCIATION, WRONG_SIGNATURE, KEY_CHANGED, CODE_USED, CODE_EXPIRED, INVALID_INPUT.',
  })
  enrolInstall(
    @Arg('input', () => EnrolInstallInput, { description: 'What to do.' }) input: EnrolInstallInput,
    @Ctx() context: ServiceContext,
  ) {
    const done = act(context, 'enrolInstall', input, async ({ em, now, today, happened }) => {
      const invitation = await invitationOf(em, input.code);
      const { code, install, publicKey, signature } = input;
      if (invitation.associationId !== context.viewer.association) throw notYourAssociation();
      if (!isSignedBy(publicKey, enrolmentText(code, install, publicKey), signature)) throw wrongSignature();
      const isAgain = invitation.install === install && invitation.publicKey === publicKey;
      if (isAgain && STANDING.has(invitation.state)) return { install: invitation };
      refuse(whyNoCode(invitation, now));
      if ((await em.count(Install, { install, publicKey: { $ne: publicKey } })) > 0) throw keyChanged();
      em.assign(invitation, { state: 'ENROLLED', install, publicKey, enrolledAt: now });
      const details = { install, publicKey };
      await happened({ noun: 'Install', id: invitation.id, verb: 'enrolInstall', on: today, details });
      return { install: invitation };
    });
    return telling(context, 'install_enrolled', done);
  }
}

/** One that was superseded or revoked since needs another code. */
const STANDING: ReadonlySet<InstallState> = new Set(['ENROLLED', 'APPROVED']);

/** The invitation of a code, locked: a code enrols one installation, whoever is quicker. */
async function invitationOf(em: EntityManager, code: string): Promise<Install> {
  // As it was sent, too: a code that an earlier version gave out has other signs.
  const codeHash = { $in: [hashOf(codeAsGivenOut(code)), hashOf(code)] };
  const found = await em.findOne(Install, { codeHash }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!found) throw unknownCode();
  return found;
}
