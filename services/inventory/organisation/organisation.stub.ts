import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType()
export class Organisation {
  @Field(() => ID)
  id!: string;
}
