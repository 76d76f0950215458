import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'An organisation; partners knows it.' })
export class Organisation {
  @Field(() => ID, { description: '`SIRET-…`, else `RNA-W…`, else `ORG-…`.' })
  id!: string;
}
