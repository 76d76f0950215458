import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

@Entity({ tableName: 'organisation_contact' })
@ObjectType({ description: 'Where an organisation that borrows is written to about its loans.' })
export class OrganisationContact {
  @PrimaryKey({ type: 'text' })
  organisationId!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its address.' })
  email!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day it agreed to be reminded there; null when it did not, or withdrew.',
  })
  remindedByEmailSince!: string | null;
}
