import { IsOptional, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ForeignId } from '../../../packages/platform/references/foreign-id.ts';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { OfSeveralLines } from '../../../packages/platform/verb/several-lines.ts';
import { WorkScheme, WorkshopShift } from './workshop-shift.entity.ts';

/** What is told of hours worked. */
@InputType()
export abstract class ShiftInput extends VerbInput {
  @Field(() => Int, { description: 'How many people, up to 500; 0 only to take a shift back.' })
  @Min(0)
  @Max(500)
  workers!: number;

  @Field(() => Int, { description: 'How long each of them worked, in minutes, from 1 to 1,440.' })
  @Min(1)
  @Max(1440)
  minutesEach!: number;

  @Field(() => WorkScheme, { description: 'Under which scheme they worked.' })
  scheme!: WorkScheme;

  @Field(() => ID, { nullable: true, description: 'The programme the hours count for, when there is one.' })
  @IsOptional()
  @ForeignId('programme')
  programmeId?: string | null;

  @Field(() => String, { nullable: true, description: 'What they did, up to 200 characters; never who they are.' })
  @IsOptional()
  @Length(1, 200)
  @OfSeveralLines()
  task?: string | null;
}

/** Base of the payloads that give a shift back. */
@ObjectType()
export abstract class ShiftPayload {
  @Field(() => WorkshopShift, { nullable: true, description: 'The hours as recorded; null when refused.' })
  shift?: WorkshopShift;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

/** What of the input the shift keeps. */
export const workOf = ({ workers, minutesEach, scheme, programmeId = null, task = null }: ShiftInput) => ({
  workers,
  minutesEach,
  scheme,
  programmeId,
  task,
});
