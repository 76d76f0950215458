import { Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { GraphQLLocalDate } from '../schema/scalars.ts';

export const ON = { nullable: true, description: 'The day it happened: today unless given, never later.' };
export const IDEMPOTENCY_KEY = {
  description:
    'New for each action, the same when it is sent again; 8 to 200 characters. It is remembered for 30 days.',
};

/** What a verb is told besides its subject: the day it happened, and the key under which it happens once. */
@InputType()
export abstract class VerbInput {
  @Field(() => GraphQLLocalDate, ON)
  on?: string | null;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}
