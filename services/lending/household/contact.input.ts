import { IsEmail, IsOptional, Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';

/** Base of the inputs by which somebody who borrows says how to be reached, and agrees to it or not. */
@InputType()
export abstract class ContactInput extends VerbInput {
  @Field(() => String, { nullable: true, description: 'Its address; null takes away the one that was known.' })
  @IsOptional()
  @Length(3, 254)
  @IsEmail()
  email?: string | null;

  @Field(() => Boolean, { description: 'Whether it agrees to reminders by e-mail; false withdraws what it agreed to.' })
  remindByEmail!: boolean;
}
