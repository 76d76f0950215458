import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { Pathway } from './pathway.entity.ts';

/** What every step of a pathway is told. */
@InputType()
export abstract class PathwayStepInput extends VerbInput {
  @Field(() => ID, { description: 'The pathway.' })
  pathwayId!: string;
}

@ObjectType({ description: 'The pathway, or why the step was refused.' })
export class PathwayPayload {
  @Field(() => Pathway, { nullable: true, description: 'The pathway after the step.' })
  pathway?: Pathway;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}
