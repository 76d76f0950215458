import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

@Entity({ tableName: 'recycling' })
@ObjectType({ description: 'The proof that a machine was recycled.' })
export class Recycling {
  @PrimaryKey({ type: 'text' })
  computerId!: string;

  @Property({ type: 'text' })
  recyclerId!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: "The number of the recycler's certificate." })
  certificate!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: "SHA-256 of the certificate's file, in hexadecimal." })
  certificateDigest?: string | null;

  @Property({ type: 'float', nullable: true })
  @Field(() => Float, { nullable: true, description: 'What the recycler weighed, in kilograms.' })
  weightKg?: number | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether the certificate says that its storages were destroyed.' })
  storagesDestroyed!: boolean;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day the recycler took it.' })
  recycledOn!: string;
}
