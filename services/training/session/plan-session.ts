import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { ArrayMaxSize, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ForeignId } from '../../../packages/platform/references/foreign-id.ts';
import { notFound, refuse } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { IsIdOf } from '../../../packages/platform/references/id-forms.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { Accessibility } from '../place/accessibility.ts';
import { Place } from '../place/place.entity.ts';
import { whyNotOpen } from '../place/place.rules.ts';
import { Session } from './session.entity.ts';
import { SessionKind, SessionMode, SessionTheme } from './session.enums.ts';
import { communeOfSession, seatsOf, whyNotCourse, whyNotSoManySeats, whyNotThere } from './session.rules.ts';

/** A time of day: `14:00`. */
export const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What is said of a session whether it is to come (`scheduleSession`) or over (`recordSession`). */
@InputType()
export abstract class SessionPlanInput {
  @Field(() => SessionKind, { description: 'For one person or for a group.' })
  kind!: SessionKind;

  @Field(() => SessionMode, { description: "On site, at the person's home, remote, or on a distance course at a P@T." })
  mode!: SessionMode;

  @Field(() => ID, {
    nullable: true,
    description:
      'The place: needed on site, a `PAT` one for a distance course, a `HOME` one or none at home, none remote.',
  })
  @IsOptional()
  @IsIdOf('place')
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The programme it belongs to: `ordi-solidaire-bretagne`.' })
  @IsOptional()
  @ForeignId('programme')
  programmeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The organisation whose users it is for, when it is for one.' })
  @IsOptional()
  @ForeignId('organisation')
  organisationId?: string | null;

  @Field(() => SessionTheme, { defaultValue: SessionTheme.OTHER, description: 'What it is about.' })
  theme!: SessionTheme;

  @Field(() => Int, { description: 'How long, in minutes, 5 to 720.' })
  @Min(5)
  @Max(720)
  minutes!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Seats, 1 to 500; 1 for an individual session, else 12 unless given.',
  })
  @IsOptional()
  @Min(1)
  @Max(500)
  seats?: number | null;

  @Field(() => Int, { defaultValue: 1, description: 'Staff, volunteers included, 1 to 50.' })
  @Min(1)
  @Max(50)
  staffCount!: number;

  @Field(() => String, { nullable: true, description: 'When it begins, in France: `14:00`.' })
  @IsOptional()
  @Matches(TIME, { message: '$property must be a time of day, such as "14:00"' })
  startTime?: string | null;

  @Field(() => ID, { nullable: true, description: 'The training body whose distance course it is; only at a P@T.' })
  @IsOptional()
  @ForeignId('organisation')
  courseProviderId?: string | null;

  @Field(() => String, { nullable: true, description: 'The distance course, 2 to 120 characters; only at a P@T.' })
  @IsOptional()
  @Length(2, 120)
  courseName?: string | null;

  @Field(() => [Accessibility], { defaultValue: [], description: 'Whom it is prepared to receive.' })
  @ArrayMaxSize(20)
  accessibility!: Accessibility[];
}

export type Places = ReadonlyMap<string, Place>;

/** The places that sessions speak of, by id; none closes until the transaction ends. */
export async function placesOf(
  em: EntityManager,
  sessions: readonly Pick<SessionPlanInput, 'placeId'>[],
): Promise<Places> {
  const ids = [...new Set(sessions.flatMap(({ placeId }) => placeId ?? []))];
  const places =
    ids.length > 0 ? await em.find(Place, { id: { $in: ids } }, { lockMode: LockMode.PESSIMISTIC_READ }) : [];
  return new Map(places.map((place) => [place.id, place]));
}

/** Refuses `PLACE_CLOSED` when a session would be at its place after the last day of the place. */
export async function refuseClosed(
  em: EntityManager,
  { placeId }: Pick<Session, 'placeId'>,
  day: string,
  field: string,
): Promise<void> {
  for (const place of (await placesOf(em, [{ placeId }])).values()) refuse(whyNotOpen(place, day, field));
}

/** Creates the session as planned; refuses what does not go together. */
export function planSession(
  em: EntityManager,
  context: Pick<ServiceContext, 'seat' | 'newId' | 'clock'>,
  input: SessionPlanInput,
  scheduledOn: string,
  places: Places,
): Session {
  const { kind, mode, placeId, programmeId, organisationId, theme, minutes, staffCount, accessibility } = input;
  const place = placeId ? (places.get(placeId) ?? null) : null;
  if (placeId && !place) throw notFound('placeId', placeId);
  const seat = operatingSeat(context);
  const seats = seatsOf(kind, input.seats);
  if (place) refuse(whyNotOpen(place, scheduledOn, 'placeId'));
  refuse(whyNotThere(mode, place) ?? whyNotCourse(input) ?? whyNotSoManySeats(kind, seats));
  return em.create(Session, {
    id: context.newId('session'),
    kind,
    mode,
    placeId: placeId ?? null,
    commune: communeOfSession(mode, place, seat),
    staffCommune: seat,
    programmeId: programmeId ?? null,
    organisationId: organisationId ?? null,
    theme,
    state: 'SCHEDULED',
    scheduledOn,
    minutes,
    seats,
    staffCount,
    anonymousAttendance: 0,
    accessibility,
    startTime: input.startTime ?? null,
    courseProviderId: input.courseProviderId ?? null,
    courseName: input.courseName ?? null,
    revision: 0,
    changedAt: context.clock.now(),
  });
}
