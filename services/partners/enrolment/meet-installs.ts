import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { VouchedInstallInput } from '../../../packages/figures/replication/message/figures-message.ts';
import { InstallState } from '../../../packages/platform/peers/install-state.ts';
import type { KnownInstall } from '../../../packages/platform/peers/meet-installs.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';

@InputType({ description: 'What `meetInstalls` is told.' })
class MeetInstallsInput {
  @Field(() => [ID], { description: 'The installations that a message names.' })
  installs!: string[];

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Associations of which the installation that was approved here is wanted besides.',
  })
  associations!: string[];

  @Field(() => Boolean, { defaultValue: false, description: 'Whether all that were revoked are wanted besides.' })
  revoked!: boolean;

  @Field(() => ID, { nullable: true, description: 'The installation of the hub that answers for others.' })
  vouchedBy?: string | null;

  @Field(() => [VouchedInstallInput], { defaultValue: [], description: 'The others.' })
  vouched!: VouchedInstallInput[];
}

@ObjectType({ description: 'An installation as whoever hears it needs to know it.' })
class MetInstall {
  @Field(() => ID, { description: 'As it calls itself: `install_…`.' })
  install!: string;

  @Field(() => ID, { nullable: true, description: 'The association it speaks for; null for a hub.' })
  associationId!: string | null;

  @Field(() => String, { description: 'Its Ed25519 public key, base64url.' })
  publicKey!: string;

  @Field(() => InstallState, { description: 'Where it stands here.' })
  state!: InstallState;

  @Field(() => [ID], { description: 'Departments that its association works in or has worked in; none for a hub.' })
  departments!: string[];
}

@ObjectType({ description: 'What came of `meetInstalls`.' })
class MeetInstallsPayload {
  @Field(() => [MetInstall], { description: 'Those that are known here.' })
  installs!: KnownInstall[];
}

@Resolver()
export class MeetInstallsHere {
  @Mutation(() => MeetInstallsPayload, {
    description: 'For the other services of a hub: who the installations are that a message names.',
  })
  async meetInstalls(
    @Arg('input', () => MeetInstallsInput, { description: 'Whom to look for.' }) input: MeetInstallsInput,
    @Ctx() { meetInstalls }: ServiceContext,
  ): Promise<MeetInstallsPayload> {
    return { installs: await meetInstalls(input) };
  }
}
