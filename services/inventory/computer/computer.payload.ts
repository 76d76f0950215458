import { Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { IDEMPOTENCY_KEY, VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { Computer } from './computer.entity.ts';

/** The longest list that a verb takes at once. */
export const LONGEST_LIST = 500;

/** Base of the inputs about one machine. */
@InputType()
export abstract class ComputerInput extends VerbInput {
  @Field(() => ID, { description: 'The machine.' })
  computerId!: string;
}

/** Base of the lines about one machine among many. */
@InputType()
export abstract class ComputerLine {
  @Field(() => ID, { description: 'The machine.' })
  computerId!: string;
}

/** Base of the inputs that take back what was recorded by mistake. */
@InputType()
export abstract class WithdrawalInput {
  @Field(() => String, { description: 'What was wrong, 2 to 500 characters; it names nobody.' })
  @Length(2, 500)
  @OfSeveralLines()
  reason!: string;

  @Field(() => String, IDEMPOTENCY_KEY)
  @Length(8, 200)
  idempotencyKey!: string;
}

/** Base of the payloads that give one machine back. */
@ObjectType()
export abstract class ComputerPayload {
  @Field(() => Computer, { nullable: true, description: 'The machine as it is now; null when refused.' })
  computer?: Computer;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

/** Base of the payloads that give many machines back. */
@ObjectType()
export abstract class ComputersPayload {
  @Field(() => [Computer], { nullable: true, description: 'The machines as they are now; null when refused.' })
  computers?: Computer[];

  @Field(() => [UserError], {
    description: 'Why all were refused, by line: `computers.12.label`; empty when all were done.',
  })
  userErrors!: UserError[];
}
