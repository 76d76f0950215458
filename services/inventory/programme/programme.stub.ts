import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A programme of public action; partners knows it.' })
export class Programme {
  @Field(() => ID, { description: 'A slug: `ordi-solidaire-bretagne`.' })
  id!: string;
}
