import { Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { GraphQLLocalDate } from '../kit/scalars.ts';

/** What every verb of training is told besides its subject. */
@InputType()
export abstract class VerbInput {
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day it happened: today unless given, never later.',
  })
  on?: string | null;

  @Field(() => String, {
    description: 'New for each action, the same when it is sent again; 8 to 200 characters.',
  })
  @Length(8, 200)
  idempotencyKey!: string;
}
