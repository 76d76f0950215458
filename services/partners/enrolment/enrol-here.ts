import { Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { enrolAtHub } from '../../../packages/figures/replication/install/enrol-at-hub.ts';
import { InstallState } from '../../../packages/platform/peers/install-state.ts';
import { thisInstall } from '../../../packages/figures/replication/install/this-install.ts';
import { askingHub, upstreamIn } from '../../../packages/figures/operate/operator.ts';
import { Refusal, refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { refused } from '../../../packages/platform/verb/act.ts';
import { whyMisshapen } from '../../../packages/platform/verb/misshapen.ts';

@InputType({ description: 'What `enrolHere` is told.' })
class EnrolHereInput {
  @Field(() => String, { description: 'The code that the hub gave out for this instance.' })
  @Length(1, 100)
  code!: string;

  @Field(() => Boolean, { description: 'Say which installation would enrol where, and ask the hub nothing.' })
  dryRun!: boolean;
}

@ObjectType({ description: 'What came of `enrolHere`.' })
class EnrolHerePayload {
  @Field(() => ID, { nullable: true, description: 'This installation, `install_…`; null when it was refused.' })
  install?: string;

  @Field(() => String, { nullable: true, description: 'The hub it enrols at.' })
  hub?: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Its enrolment there, `enrolment_…`, which somebody of the hub approves.',
  })
  enrolment?: string | null;

  @Field(() => InstallState, { nullable: true, description: 'Where it stands with the hub; null in a dry run.' })
  state?: InstallState | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class EnrolHere {
  @Mutation(() => EnrolHerePayload, {
    description:
      "Enrols this instance at the hub it publishes to, by the code that the hub gave out; signed by this instance's key. Refused with NOTHING_UPSTREAM, HUB_DOES_NOT_ANSWER, INVALID_INPUT, and as `enrolInstall` of the hub.",
  })
  async enrolHere(
    @Arg('input', () => EnrolHereInput, { description: 'What to do.' }) input: EnrolHereInput,
    @Ctx() context: ServiceContext,
  ): Promise<EnrolHerePayload> {
    try {
      refuse(await whyMisshapen(input));
      return { ...(await enrol(context, input)), userErrors: [] };
    } catch (error) {
      return { userErrors: [refused(context, error)] };
    }
  }
}

async function enrol(
  context: ServiceContext,
  { code, dryRun }: EnrolHereInput,
): Promise<Omit<EnrolHerePayload, 'userErrors'>> {
  const { association, clock, database } = context;
  const upstream = upstreamIn(context);
  const installing = { pool: database.pool, association, clock, publicKey: upstream.key.publicKey };
  const { id } = await thisInstall(installing);
  const here = { install: id, hub: upstream.url };
  if (dryRun) return { ...here, enrolment: null, state: null };
  const { install, userErrors } = await askingHub(upstream, () => enrolAtHub(installing, upstream, code));
  const [refusal] = userErrors;
  if (refusal) throw new Refusal(refusal.code, 'code', { en: refusal.message, fr: refusal.messageFr });
  return { ...here, enrolment: install!.id, state: install!.state };
}
