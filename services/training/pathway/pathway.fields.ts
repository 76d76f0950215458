import { Args, Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { AttendanceConnection } from '../attendance/attendance.connection.ts';
import { Autonomy, type Attendance } from '../attendance/attendance.entity.ts';
import { Organisation } from '../organisation/organisation.reference.ts';
import { Person, personOf } from '../person/person.reference.ts';
import { Programme } from '../programme/programme.reference.ts';
import { COLUMN_OF, type Assessment } from './assessment.entity.ts';
import { DIGITAL_AREAS, DigitalArea } from './digital-area.ts';
import { Pathway } from './pathway.entity.ts';
import { assessmentsByPathway, attendancesByPathway, minutesByPathway } from './pathway.loaders.ts';
import { laterOutcomeDueOn, progressOf } from './pathway.rules.ts';

@ObjectType({ description: 'What a person can do in one area.' })
export class AreaLevel {
  @Field(() => DigitalArea, { description: 'The area.' })
  area!: DigitalArea;

  @Field(() => Int, { description: 'The level of mastery, 1 to 8; 0 when none is reached.' })
  level!: number;
}

@ObjectType('Assessment', { description: 'What a person could do on a day.' })
export class AssessmentType {
  @Field(() => GraphQLLocalDate, { description: 'The day.' })
  assessedOn!: string;

  @Field(() => Autonomy, { description: 'How far they did by themselves.' })
  autonomy!: Autonomy;

  @Field(() => [AreaLevel], { description: 'The level of each of the five areas.' })
  levels!: AreaLevel[];
}

@ObjectType({ description: 'What a person gained in one area.' })
export class AreaProgress {
  @Field(() => DigitalArea, { description: 'The area.' })
  area!: DigitalArea;

  @Field(() => Int, { description: 'The level at the first assessment, 0 to 8.' })
  before!: number;

  @Field(() => Int, { description: 'The level at the last assessment, 0 to 8.' })
  after!: number;

  @Field(() => Int, { description: 'The difference, −8 to 8.' })
  gained!: number;
}

type Row<Key extends keyof Pathway> = Pick<Pathway, Key>;

@Resolver(() => Pathway)
export class PathwayFields {
  @FieldResolver(() => Person, { nullable: true, description: 'Whose it is; null once they are forgotten.' })
  person(@Root() line: Row<'personId'>): Person | null {
    return personOf(line);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who sent them; null when they came themselves.' })
  prescriber(@Root() { prescriberId }: Row<'prescriberId'>): Organisation | null {
    return prescriberId ? { id: prescriberId } : null;
  }

  @FieldResolver(() => Programme, { nullable: true, description: 'The programme it belongs to, if any.' })
  programme(@Root() { programmeId }: Row<'programmeId'>): Programme | null {
    return programmeId ? { id: programmeId } : null;
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who goes on with it, when it was redirected.' })
  redirectedTo(@Root() { redirectedToId }: Row<'redirectedToId'>): Organisation | null {
    return redirectedToId ? { id: redirectedToId } : null;
  }

  @FieldResolver(() => GraphQLLocalDate, {
    nullable: true,
    description: 'From when on to ask what became of the person; null before the exit.',
  })
  laterOutcomeDueOn(@Root() { exitedOn }: Row<'exitedOn'>): string | null {
    return exitedOn ? laterOutcomeDueOn(exitedOn) : null;
  }

  @FieldResolver(() => [AssessmentType], { description: 'What the person could do, oldest first.' })
  async assessments(@Root() { id }: Row<'id'>, @Ctx() context: ServiceContext): Promise<AssessmentType[]> {
    const assessments = await assessmentsByPathway(context).load(id);
    return assessments.map((one) => ({
      assessedOn: one.assessedOn,
      autonomy: one.autonomy,
      levels: levelsOf(one),
    }));
  }

  @FieldResolver(() => [AreaProgress], {
    description: 'What the person gained from the first assessment to the last; empty before there are two.',
  })
  async progress(@Root() { id }: Row<'id'>, @Ctx() context: ServiceContext): Promise<AreaProgress[]> {
    return progressOf(await assessmentsByPathway(context).load(id));
  }

  @FieldResolver(() => AttendanceConnection, {
    description: 'The sessions where the person was seen, from the prescription to the end of the support.',
  })
  attendances(
    @Root() { id }: Row<'id'>,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Attendance>> {
    return attendancesByPathway(context, id, page);
  }

  @FieldResolver(() => Float, { description: 'Hours the person was seen at those sessions.' })
  async hoursAttended(@Root() { id }: Row<'id'>, @Ctx() context: ServiceContext): Promise<number> {
    return ((await minutesByPathway(context).load(id))?.minutes ?? 0) / 60;
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Row<'id'>, @Ctx() context: ServiceContext): Promise<HistoryEntry[]> {
    return historyById(context).load(id);
  }
}

const levelsOf = (assessment: Assessment): AreaLevel[] =>
  DIGITAL_AREAS.map((area) => ({ area, level: assessment[COLUMN_OF[area]] }));
