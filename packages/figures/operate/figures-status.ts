import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../../platform/schema/scalars.ts';
import { PublicationRefusal } from '../read/publication-refusal.ts';
import { DoubtedSlice } from './doubted-slice.ts';
import { GraphQLPeriod } from '../measures/period-scalar.ts';

@Directive('@shareable')
@ObjectType({ description: 'A slice that the upstream hub did not take, and why.' })
export class RefusedSlice {
  @Field(() => ID, { description: 'Whose figures they are.' })
  association!: string;

  @Field(() => GraphQLPeriod, { description: 'The period they are about.' })
  period!: string;

  @Field(() => Int, { description: '0: the period itself; 1, 2, …: its adjustments.' })
  part!: number;

  @Field(() => String, { description: "The hub's reason, in SCREAMING_SNAKE." })
  code!: string;

  @Field(() => String, { nullable: true, description: "The hub's reason in its own words; null where it gave none." })
  message!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was last refused; it is sent again ten minutes later.' })
  refusedAt!: Date;
}

@Directive('@shareable')
@ObjectType({ description: 'What was last heard of one association in one service.' })
export class HeardAssociation {
  @Field(() => ID, { description: 'The association.' })
  association!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Everything committed there before this instant is counted here.' })
  asOf!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'When it last gave a sign of life.' })
  receivedAt!: Date;

  @Field(() => Int, { description: 'How many slices are held of it.' })
  slices!: number;
}

@Directive('@shareable')
@ObjectType({ description: 'How many slices a service holds, and how many of them its upstream hub has.' })
export class SliceCounts {
  @Field(() => Int, { description: 'All of them, adjustments included.' })
  held!: number;

  @Field(() => Int, { description: 'Periods that are sealed.' })
  sealed!: number;

  @Field(() => Int, { description: 'Adjustments of sealed periods.' })
  adjustments!: number;

  @Field(() => Int, { description: 'Those the hub has as they are; 0 where nothing is published.' })
  acknowledged!: number;

  @Field(() => Int, { description: 'Those still to be sent; 0 where nothing is published.' })
  pending!: number;

  @Field(() => Int, { description: 'Those the hub refused as they are; 0 where nothing is published.' })
  refused!: number;
}

@Directive('@shareable')
@ObjectType({ description: 'What the last nightly audit of a service found.' })
export class LastAudit {
  @Field(() => GraphQLDateTimeISO, { description: 'When it ended.' })
  endedAt!: Date;

  @Field(() => Int, { description: 'How many slices were counted again.' })
  slices!: number;

  @Field(() => [GraphQLPeriod], { description: 'Periods that were told otherwise than operations count; mended.' })
  drifted!: string[];

  @Field(() => Int, { description: 'Rolled-up numbers that were not the sum of their facts; mended.' })
  rollups!: number;
}

@Directive('@shareable')
@ObjectType({ description: 'A sealed year whose operations were touched since.' })
export class TouchedYear {
  @Field(() => GraphQLPeriod, { description: 'The year.' })
  year!: string;

  @Field(() => Int, { nullable: true, description: 'How many facts now count otherwise; null until it is looked at.' })
  differences!: number | null;
}

@Directive('@shareable')
@ObjectType({ description: 'How the figures of one service stand: here, and towards the upstream hub.' })
export class FiguresStatus {
  @Field(() => String, { description: 'The service.' })
  service!: string;

  @Field(() => ID, { nullable: true, description: 'The association that runs this instance; null at a hub.' })
  association!: string | null;

  @Field(() => ID, { nullable: true, description: 'This installation; null before it has started once.' })
  install!: string | null;

  @Field(() => Int, { description: 'Rises when the instance is restored, installed anew or copied.' })
  epoch!: number;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When this process began to make figures.' })
  startedAt!: Date | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Everything committed here before this instant is counted; null at a hub.',
  })
  asOf!: Date | null;

  @Field(() => Int, { description: 'Marks of changed months that are not counted yet.' })
  markersWaiting!: number;

  @Field(() => SliceCounts, { description: 'How many slices there are, and how many the hub has.' })
  slices!: SliceCounts;

  @Field(() => [RefusedSlice], { description: 'The first twenty that the hub refused.' })
  refused!: RefusedSlice[];

  @Field(() => String, {
    nullable: true,
    description: 'The address of the upstream hub; null where nothing is published.',
  })
  hub!: string | null;

  @Field(() => String, { nullable: true, description: 'The incarnation in which the hub last answered.' })
  hubIncarnation!: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the hub was last compared with.' })
  comparedAt!: Date | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description:
      'When the hub last answered to all there was to tell, what it refused included; null when it has not since this process began.',
  })
  publishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why publishing fails, when it does.' })
  publicationError!: string | null;

  @Field(() => PublicationRefusal, {
    nullable: true,
    description: 'Why the hub does not take what is published here, and since when; null when it does.',
  })
  refusal!: PublicationRefusal | null;

  @Field(() => LastAudit, { nullable: true, description: 'The last nightly audit; null before the first.' })
  lastAudit!: LastAudit | null;

  @Field(() => [TouchedYear], { description: 'Sealed years that were touched since, which an adjustment may tell.' })
  touchedYears!: TouchedYear[];

  @Field(() => [HeardAssociation], { description: 'At a hub: what was heard of each association, by id.' })
  heard!: HeardAssociation[];

  @Field(() => [DoubtedSlice], {
    description:
      'At a hub: the slices that are not taken for what they say, oldest doubt first, a hundred of each association at most: some wait for a coordinator to accept them.',
  })
  doubted!: DoubtedSlice[];
}
