import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Partners answers for territories. */
@Directive('@key(fields: "code", resolvable: false)')
@ObjectType({ description: 'A territory of France.' })
export class Territory {
  @Field(() => ID)
  code!: string;
}
