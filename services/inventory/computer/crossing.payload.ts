import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { IsIdOf } from '../../../packages/platform/references/id-forms.ts';
import { ComputerKind } from './computer.states.ts';
import type { Computer } from './computer.entity.ts';

@Directive('@inaccessible')
@ObjectType({ description: 'What lending is told of a machine that leaves or comes back.' })
export class ComputerCrossingPayload {
  @Field(() => ID, { nullable: true, description: 'The machine; null when refused.' })
  computerId?: string;

  @Field(() => ID, { nullable: true, description: 'The organisation that gave it; null when refused.' })
  donorId?: string;

  @Field(() => ComputerKind, { nullable: true, description: 'What it is; null when refused.' })
  kind?: ComputerKind;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

/** What crosses to lending of a machine. */
export const crossing = ({ id, donorId, kind }: Computer) => ({ computerId: id, donorId, kind });

/** What lending says of a machine on one of its loans. */
@InputType()
export abstract class LoanCrossingInput {
  @Field(() => ID, { description: 'The machine.' })
  computerId!: string;

  @Field(() => ID, { description: 'The loan it is out for.' })
  @IsIdOf('loan')
  loanId!: string;

  @Field(() => ID, {
    description: 'What happens at lending: what it is answered first, it is answered ever after.',
  })
  @IsIdOf('crossing')
  crossingId!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day it happened, never in the future.' })
  on!: string;
}
