import 'reflect-metadata';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../../../platform/schema/scalars.ts';
import type { ManifestEntry, YearOfManifest } from './manifest.ts';
import { GraphQLPeriod } from '../../measures/period-scalar.ts';
import type { Fact } from '../../measures/fact.ts';
import type { Slice } from '../../slices/slice.ts';

@Directive('@shareable')
@ObjectType({ description: 'A slice that is held, without its facts.' })
export class ManifestHead implements ManifestEntry {
  @Field(() => GraphQLPeriod, { description: 'The period it is about.' })
  period!: string;

  @Field(() => Int, { description: '0: the period itself; 1, 2, …: its adjustments.' })
  part!: number;

  @Field(() => Int, { description: 'The epoch it was told in.' })
  epoch!: number;

  @Field(() => Int, { description: 'The revision that is held.' })
  revision!: number;

  @Field(() => String, { description: 'sha-256 of its facts in canonical form, hexadecimal.' })
  digest!: string;

  @Field(() => Boolean, { description: 'Whether it is never going to change.' })
  sealed!: boolean;
}

@Directive('@shareable')
@ObjectType({ description: 'What is held of one year, with its months and quarters.' })
export class ManifestYear implements YearOfManifest {
  @Field(() => ID, { description: 'The year, or "ever".' })
  year!: string;

  @Field(() => String, { description: 'The same on two sides that hold the same of that year.' })
  digest!: string;

  @Field(() => [ManifestHead], { description: 'Every slice of it.' })
  heads!: ManifestHead[];
}

@Directive('@shareable')
@ObjectType({ description: 'What is held of an association, to be compared with what the association holds.' })
export class FiguresManifest {
  @Field(() => ID, { description: 'Another one after each start of this side, hence after it was restored.' })
  incarnation!: string;

  @Field(() => [ManifestYear], { description: 'The years that were asked for, or all.' })
  years!: ManifestYear[];
}

@Directive('@shareable')
@ObjectType({ description: 'One number of a slice.' })
export class HeldFact implements Fact {
  @Field(() => ID, { description: 'The place, as it was sent.' })
  territory!: string;

  @Field(() => ID, { description: "The measure's name." })
  measure!: string;

  @Field(() => ID, { description: 'A programme, or "*".' })
  programme!: string;

  @Field(() => ID, { description: 'The organisation itself, in a SET; else empty.' })
  member!: string;

  @Field(() => Float, { nullable: true, description: 'Null: there is something, and it is hidden.' })
  value!: number | null;
}

@Directive('@shareable')
@ObjectType({ description: 'A slice as its association told and signed it.' })
export class HeldSlice implements Slice {
  @Field(() => ID, { description: 'The association whose figures they are.' })
  association!: string;

  @Field(() => GraphQLPeriod, { description: 'The period they are about.' })
  period!: string;

  @Field(() => Int, { description: '0: the period itself; 1, 2, …: its adjustments.' })
  part!: number;

  @Field(() => Int, { description: 'The epoch it was told in.' })
  epoch!: number;

  @Field(() => Int, { description: 'Its revision.' })
  revision!: number;

  @Field(() => String, { description: 'sha-256 of its facts in canonical form, hexadecimal.' })
  digest!: string;

  @Field(() => Int, { description: 'Version of the meaning of slices.' })
  contract!: number;

  @Field(() => Boolean, { description: 'Whether it is never going to change.' })
  sealed!: boolean;

  @Field(() => String, { nullable: true, description: 'Why an adjustment was made; else null.' })
  reason!: string | null;

  @Field(() => ID, { nullable: true, description: 'The installation that said so.' })
  install!: string | null;

  @Field(() => String, { nullable: true, description: "Ed25519 signature by that installation's key, base64url." })
  signature!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'Everything committed before this instant was in it.' })
  asOf!: Date;

  @Field(() => [HeldFact], { description: 'All of them.' })
  facts!: HeldFact[];
}
