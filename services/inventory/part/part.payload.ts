import { Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Part, PartKind } from './part.entity.ts';

/** A part as a technician describes it. */
@InputType({ description: 'A part that was recovered from a machine.' })
export class RecoveredPartInput {
  @Field(() => PartKind, { description: 'What it is.' })
  kind!: PartKind;

  @Field(() => String, { description: 'What somebody looking for it must know, 1 to 80 characters: `DDR3 4 GB`.' })
  @Length(1, 80)
  label!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether somebody saw it work.' })
  isTested!: boolean;
}

/** Base of the inputs about one part. */
@InputType()
export abstract class PartInput extends VerbInput {
  @Field(() => ID, { description: 'The part.' })
  partId!: string;
}

/** Base of the payloads that give one part back. */
@ObjectType()
export abstract class PartPayload {
  @Field(() => Part, { nullable: true, description: 'The part as it is now; null when refused.' })
  part?: Part;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
