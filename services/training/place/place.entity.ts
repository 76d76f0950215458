import { ArrayType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Accessibility } from './accessibility.ts';

/** The kinds of place where the association receives people. */
export const PlaceKind = {
  CAFE_NUMERIQUE: 'CAFE_NUMERIQUE',
  DIGITAL_SPACE: 'DIGITAL_SPACE',
  NEIGHBOURHOOD_HOUSE: 'NEIGHBOURHOOD_HOUSE',
  PAT: 'PAT',
  HOME: 'HOME',
  OTHER: 'OTHER',
} as const;
export type PlaceKind = keyof typeof PlaceKind;

registerEnumType(PlaceKind, {
  name: 'PlaceKind',
  description: 'A kind of place where people are received.',
  valuesConfig: {
    CAFE_NUMERIQUE: { description: 'A café numérique: people drop in.' },
    DIGITAL_SPACE: { description: 'A public digital space (espace public numérique).' },
    NEIGHBOURHOOD_HOUSE: { description: 'A neighbourhood house (maison de quartier).' },
    PAT: { description: "A P@T: point d'accès à la téléformation." },
    HOME: { description: "People's own homes in a commune; never an address." },
  },
});

@Entity({ tableName: 'place' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A place where people are received: café numérique, digital space, neighbourhood house…' })
export class Place {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID)
  id!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What people call it; of a home, to those who train.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => PlaceKind, { description: 'What kind of place it is.' })
  kind!: PlaceKind;

  /** Where it stands: "COM-56121". */
  @Property({ type: 'text' })
  commune!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Street and number; never for homes.' })
  address?: string | null;

  @Property({ type: ArrayType })
  @Field(() => [Accessibility], { description: 'Whom it is prepared to receive.' })
  accessibility!: Accessibility[];

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Its last day, which may lie ahead: no session is there later; null for one that stays open.',
  })
  closedOn?: string | null;
}
