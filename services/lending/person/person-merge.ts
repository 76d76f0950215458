import { Field, ID, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

@ObjectType({ description: 'Somebody who was registered twice, and what became of the second entry.' })
export class PersonMerge {
  @Field(() => ID, { description: 'The id the second entry had; it answers the kept one ever since.' })
  id!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day both were merged.' })
  mergedOn!: string;

  @Field(() => Boolean, {
    description: 'Whether training still has to follow with attendance and visas. It settles by itself.',
  })
  isSettling!: boolean;
}
