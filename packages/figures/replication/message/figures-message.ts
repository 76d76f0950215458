import 'reflect-metadata';
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../../../platform/schema/scalars.ts';
import type { VouchedInstall } from '../../../platform/peers/meet-installs.ts';
import { InstallState } from '../../../platform/peers/install-state.ts';
import type { Policies } from '../../../platform/access/policies.ts';
import type { SubgraphName } from '../../../platform/peers/subgraph.ts';
import { GraphQLPeriod } from '../../measures/period-scalar.ts';
import { SliceOutcome } from '../../slices/slice-outcome.ts';
import { operationVerb } from './figures-names.ts';

registerEnumType(SliceOutcome, {
  name: 'SliceOutcome',
  description: 'What became of a slice.',
  valuesConfig: {
    APPLIED: { description: 'It was newer, and replaced what was there.' },
    DUPLICATE: { description: 'It was there already.' },
    STALE: { description: 'A newer revision was there already.' },
    CONFLICT: { description: 'The same revision was there with other facts: one of the two sides was restored.' },
    REFUSED: { description: 'It was not believed: see `code`.' },
  },
});

@InputType({ description: 'One published number.' })
export class FactInput {
  @Field(() => ID, {
    description: 'Commune, department or region, or the rest of one of the last two: "DEP-56~other".',
  })
  territory!: string;

  @Field(() => ID, { description: "The measure's name." })
  measure!: string;

  @Field(() => ID, { defaultValue: '*', description: 'A programme, or "*" for none in particular.' })
  programme!: string;

  @Field(() => ID, { defaultValue: '', description: 'The organisation itself, in a SET; else empty.' })
  member!: string;

  @Field(() => Float, { nullable: true, description: 'Null: there is something, and it is hidden.' })
  value!: number | null;
}

@InputType({ description: 'Everything one association says about one period.' })
export class SliceInput {
  @Field(() => ID, { description: 'The association whose figures they are.' })
  association!: string;

  @Field(() => GraphQLPeriod, { description: 'The period they are about.' })
  period!: string;

  @Field(() => Int, {
    defaultValue: 0,
    description: '0: the period itself; 1, 2, …: adjustments of a sealed period, whose facts are differences.',
  })
  part!: number;

  @Field(() => Int, {
    defaultValue: 1,
    description: 'Rises when the instance is restored, installed anew or copied: counts before the revision.',
  })
  epoch!: number;

  @Field(() => Int, { description: 'Rises with every change of the facts.' })
  revision!: number;

  @Field(() => String, { description: 'sha-256 of the facts in canonical form, hexadecimal.' })
  digest!: string;

  @Field(() => Int, { description: 'Version of the meaning of slices.' })
  contract!: number;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is never going to change.' })
  sealed!: boolean;

  @Field(() => String, { nullable: true, defaultValue: null, description: 'Why an adjustment is made; else null.' })
  reason!: string | null;

  @Field(() => ID, { nullable: true, defaultValue: null, description: 'The installation that says so.' })
  install!: string | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: "Ed25519 signature by the installation's key, base64url.",
  })
  signature!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'Everything committed before this instant is in it.' })
  asOf!: Date;

  @Field(() => [FactInput], { description: 'All of them: what is left out is gone.' })
  facts!: FactInput[];
}

@InputType({
  description: 'When what is told of people was counted: it is replaced in steps, less often than the rest.',
})
export class EditionInput {
  @Field(() => ID, { description: 'A year with its months and quarters, or "ever".' })
  bundle!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'The instant at which it was last replaced.' })
  toldAt!: Date;
}

@InputType({ description: 'How recent the figures of an association are, all its slices having been sent.' })
export class HeartbeatInput {
  @Field(() => ID, { description: 'The association that gives a sign of life.' })
  association!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Everything committed there before this instant was sent.' })
  asOf!: Date;

  @Field(() => [EditionInput], {
    nullable: true,
    description: 'How recent its figures on people are; none by an instance that does not say.',
  })
  editions?: EditionInput[] | null;
}

@InputType({ description: 'The installation that sends a message.' })
export class SenderInput {
  @Field(() => ID, { description: 'Its id: `install_…`.' })
  install!: string;

  @Field(() => ID, { description: 'The run of it, one for each start: `run_…`.' })
  run!: string;

  @Field(() => ID, {
    nullable: true,
    defaultValue: null,
    description: 'What the hub last gave it to sign, where its run was not heard yet: `challenge_…`.',
  })
  challenge!: string | null;

  @Field(() => String, { description: 'Of the whole message, by its Ed25519 key, base64url.' })
  signature!: string;
}

@InputType({ description: 'An installation that a hub answers for where it is not enrolled itself.' })
export class VouchedInstallInput implements VouchedInstall {
  @Field(() => ID, { description: 'Its id: `install_…`.' })
  install!: string;

  @Field(() => ID, { description: 'The association it speaks for.' })
  association!: string;

  @Field(() => String, {
    description: 'Its Ed25519 public key, base64url. The first one heard of is believed for good.',
  })
  publicKey!: string;

  @Field(() => InstallState, { description: 'Where it stands with the hub that answers for it.' })
  state!: InstallState;
}

@InputType()
export class ReceiveFiguresInput {
  @Field(() => SenderInput, {
    nullable: true,
    defaultValue: null,
    description: 'Who sends it; without, nothing is believed.',
  })
  sender!: SenderInput | null;

  @Field(() => [VouchedInstallInput], {
    defaultValue: [],
    description: 'The installations that signed the slices, where a hub passes them on.',
  })
  vouched!: VouchedInstallInput[];

  @Field(() => [SliceInput], { description: 'Each applied by itself, whatever becomes of the others.' })
  slices!: SliceInput[];

  @Field(() => [HeartbeatInput], { description: 'How recent the figures are, also when none changed.' })
  heartbeats!: HeartbeatInput[];

  @Field(() => String, {
    nullable: true,
    description:
      'In which of its lives the hub acknowledged the slices that heartbeats speak of, as it said then: restored since, it hears no heartbeat.',
  })
  incarnation?: string | null;
}

@Directive('@shareable')
@ObjectType({ description: 'What became of one slice.' })
export class ReceivedSlice {
  @Field(() => ID, { description: 'As it was sent.' })
  association!: string;

  @Field(() => GraphQLPeriod, { description: 'As it was sent.' })
  period!: string;

  @Field(() => Int, { description: 'As it was sent.' })
  part!: number;

  @Field(() => Int, { description: 'The epoch that was sent.' })
  epoch!: number;

  @Field(() => Int, { description: 'The revision that was sent.' })
  revision!: number;

  @Field(() => Int, { nullable: true, description: 'The epoch this side now holds.' })
  headEpoch!: number | null;

  @Field(() => Int, { nullable: true, description: 'The revision this side now holds.' })
  headRevision!: number | null;

  @Field(() => SliceOutcome, { description: 'What became of it.' })
  outcome!: SliceOutcome;

  @Field(() => String, { nullable: true, description: 'Why it was refused, in SCREAMING_SNAKE.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was refused, in words.' })
  message!: string | null;
}

@Directive('@shareable')
@ObjectType()
export class ReceiveFiguresPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'Which life of the hub answers: when it changes, both sides are compared.',
  })
  incarnation?: string | null;

  @Field(() => [ReceivedSlice], { description: 'In the order they were sent.' })
  slices!: ReceivedSlice[];

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing at all is believed, in SCREAMING_SNAKE; null when the sender is.',
  })
  code?: string | null;

  @Field(() => String, { nullable: true, description: 'The same in words, with what to do.' })
  message?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'With `RUN_UNKNOWN`: what the sender signs and sends with the same message again, to show that its run lives. Only the last one given out holds.',
  })
  challenge?: string | null;
}

/** `receiveLendingFigures` */
export const receiveMutation = (service: SubgraphName): string => operationVerb('receive', service);

/** Only a machine publishes. */
export const receivePolicies = (service: SubgraphName): Policies => ({
  [`Mutation.${receiveMutation(service)}`]: ['instance'],
});
