import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { UserError } from '../../kit/refusal.ts';
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
