import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

/** Holds until the next one of the same association. */
@Entity({ tableName: 'association_coverage' })
@ObjectType({ description: 'The territories an association works in, since a day and until the next change.' })
export class AssociationCoverage {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  associationId!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The first day.' })
  since!: string;

  /** Codes of the territories. */
  @Property({ columnType: 'text[]', type: 'array' })
  covers!: string[];
}
