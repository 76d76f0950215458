import type { EntityManager } from '@mikro-orm/postgresql';
import { ArrayMaxSize, IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import type { SessionMode } from '../session/session.enums.ts';
import { whyNotOfKind } from '../session/session.rules.ts';
import { Accessibility } from './accessibility.ts';
import { Place, PlaceKind } from './place.entity.ts';
import {
  alreadyRegistered,
  changesOf,
  whyNotAddressed,
  whyNotClosed,
  whyNothingChanges,
  type Corrected,
} from './place.rules.ts';

@InputType({ description: 'What was wrong of a place, or has changed; what is left out stays as it is.' })
export class CorrectPlaceInput extends VerbInput {
  @Field(() => ID, { description: 'The place.' })
  placeId!: string;

  @Field(() => String, { nullable: true, description: 'What people call it, 2 to 120 characters.' })
  @IsOptional()
  @Length(2, 120)
  name?: string | null;

  @Field(() => PlaceKind, { nullable: true, description: 'What kind of place it is.' })
  kind?: PlaceKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'Street and number, at most 200 characters; null takes it away.',
  })
  @IsOptional()
  @Length(2, 200)
  address?: string | null;

  @Field(() => [Accessibility], { nullable: true, description: 'Whom it is prepared to receive, the whole list.' })
  @IsOptional()
  @ArrayMaxSize(20)
  accessibility?: Accessibility[] | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Its last day: no session is planned or held there later. May lie ahead; null opens it again.',
  })
  closedOn?: string | null;
}

@ObjectType({ description: 'The place, or why it was refused.' })
export class CorrectPlacePayload {
  @Field(() => Place, { nullable: true, description: 'The place as it stands now.' })
  place?: Place;

  @Field(() => [UserError], { description: 'Why nothing was corrected; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class CorrectPlace {
  @Mutation(() => CorrectPlacePayload, {
    description:
      'Corrects what is known of a place, or closes it; calendars that follow it are told. Refused with NOTHING_CHANGES, HOME_HAS_NO_ADDRESS, PLACE_ALREADY_REGISTERED, SESSIONS_OF_ANOTHER_KIND, SESSIONS_AFTER_CLOSING, IN_THE_FUTURE, NOT_FOUND.',
  })
  correctPlace(
    @Arg('input', () => CorrectPlaceInput, { description: 'The place, and what is right.' }) input: CorrectPlaceInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'correctPlace', input, async ({ em, happened, now, today }) => {
      const on = businessDay(input.on, today);
      const place = await findLocked(em, Place, input.placeId, 'placeId');
      const right = asCorrected(place, input);
      refuse(whyNothingChanges(place, right) ?? whyNotAddressed(right.kind, right.address));
      await refuseNameTaken(em, place, right.name);
      const uses = await usesOf(em, place.id);
      refuse(whyNotOfKind(right.kind, uses) ?? whyNotClosed(right.closedOn, uses));
      const details = changesOf(place, right);
      Object.assign(place, right);
      await tellCalendars(em, place.id, now);
      await happened({ noun: 'Place', id: place.id, verb: 'correctPlace', on, details });
      return { place };
    });
  }
}

/** What is asked, and what there is where nothing is. */
const asCorrected = (place: Place, { name, kind, address, accessibility, closedOn }: CorrectPlaceInput): Corrected => ({
  name: name ?? place.name,
  kind: kind ?? place.kind,
  address: address === undefined ? (place.address ?? null) : address,
  accessibility: accessibility ?? place.accessibility,
  closedOn: closedOn === undefined ? (place.closedOn ?? null) : closedOn,
});

async function refuseNameTaken(em: EntityManager, { id, commune }: Place, name: string): Promise<void> {
  await takeTurns(em, 'place', commune);
  if (await em.findOne(Place, { name, commune, id: { $ne: id } })) throw alreadyRegistered(name);
}

/** The modes of the sessions planned or held there, and the last day of each. */
const usesOf = (em: EntityManager, placeId: string): Promise<{ mode: SessionMode; last: string }[]> =>
  em.execute(
    `select mode, max(coalesce(held_on, scheduled_on))::text as last
       from session where place_id = ? and state <> 'CANCELLED' group by mode`,
    [placeId],
  );

/** What calendars show of a session says where it is. */
async function tellCalendars(em: EntityManager, placeId: string, now: Date): Promise<void> {
  await em.execute(
    "update session set revision = revision + 1, changed_at = ? where place_id = ? and state = 'SCHEDULED'",
    [now, placeId],
  );
}
