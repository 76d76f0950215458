import { Length } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { Transfer } from './transfer.entity.ts';

/** Base of the inputs that bring a document of the other association. */
@InputType()
export abstract class DocumentInput extends VerbInput {
  @Field(() => String, { description: 'The text of the file that the other association sent.' })
  @Length(1, 4_000_000)
  @OfSeveralLines()
  document!: string;
}

/** Base of the payloads that give a transfer back. */
@ObjectType()
export abstract class TransferPayload {
  @Field(() => Transfer, { nullable: true, description: 'The transfer as it is now; null when refused.' })
  transfer?: Transfer;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
