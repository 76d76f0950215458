import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

@Entity({ tableName: 'association' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A member association of the network, which runs an instance and publishes its figures.' })
export class Association {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: 'A slug, the same everywhere in the network: `defis`.' })
  id!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its usual name.' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Number in the national register of associations.' })
  rna!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Number of the establishment in the Sirene register.' })
  siret!: string | null;

  /** `COM-56121`: the commune of its workshop. */
  @Property({ type: 'text' })
  seat!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'Its first day in the network.' })
  memberSince!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Its last day in the network; null while it is a member.',
  })
  memberUntil!: string | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether it is made up, to show what a network looks like.' })
  isSample!: boolean;
}
