import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

@Entity({ tableName: 'trusted_association' })
@ObjectType({ description: 'An association whose signature is believed here, under the key that a manager checked.' })
export class TrustedAssociation {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: 'The association, as the network names it: `defis`.' })
  id!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its Ed25519 public key, in base64url.' })
  publicKey!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day a manager checked it.' })
  trustedOn!: string;
}
