import { ArrayMaxSize, IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { knownCommune } from '../../../packages/platform/verb/known-commune.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Accessibility } from './accessibility.ts';
import { Place, PlaceKind } from './place.entity.ts';
import { alreadyRegistered, whyNotAddressed } from './place.rules.ts';

@InputType({ description: 'A place to receive people in.' })
export class RegisterPlaceInput extends VerbInput {
  @Field(() => String, { description: 'What people call it, 2 to 120 characters; unique in its commune.' })
  @Length(2, 120)
  name!: string;

  @Field(() => PlaceKind, { description: 'What kind of place it is.' })
  kind!: PlaceKind;

  @Field(() => ID, { description: 'Its commune: `COM-56121`.' })
  commune!: string;

  @Field(() => String, { nullable: true, description: 'Street and number, at most 200 characters; never for homes.' })
  @IsOptional()
  @Length(2, 200)
  address?: string | null;

  @Field(() => [Accessibility], { defaultValue: [], description: 'Whom it is prepared to receive.' })
  @ArrayMaxSize(20)
  accessibility!: Accessibility[];
}

@ObjectType({ description: 'The place, or why it was refused.' })
export class RegisterPlacePayload {
  @Field(() => Place, { nullable: true, description: 'The place as registered.' })
  place?: Place;

  @Field(() => [UserError], { description: 'Why nothing was registered; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class RegisterPlace {
  @Mutation(() => RegisterPlacePayload, {
    description:
      'Adds a place. Refused with UNKNOWN_COMMUNE, HOME_HAS_NO_ADDRESS, PLACE_ALREADY_REGISTERED, IN_THE_FUTURE.',
  })
  registerPlace(
    @Arg('input', () => RegisterPlaceInput, { description: 'The place.' }) input: RegisterPlaceInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'registerPlace', input, async ({ em, newId, happened, today }) => {
      const { name, kind, address, accessibility } = input;
      const on = businessDay(input.on, today);
      const commune = knownCommune(input.commune, 'commune');
      refuse(whyNotAddressed(kind, address));
      await takeTurns(em, 'place', commune);
      if (await em.findOne(Place, { name, commune })) throw alreadyRegistered(name);
      const place = em.create(Place, {
        id: newId('place'),
        name,
        kind,
        commune,
        address: address ?? null,
        accessibility,
      });
      await happened({ noun: 'Place', id: place.id, verb: 'registerPlace', on, details: { kind, commune } });
      return { place };
    });
  }
}
