import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "code", resolvable: false)')
@ObjectType('Territory')
export class TerritoryStub {
  @Field(() => ID)
  code!: string;
}
