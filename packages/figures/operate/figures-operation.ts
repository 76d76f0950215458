import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique } from 'class-validator';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { UserError } from '../../platform/refusals/refusal.ts';
import { GraphQLPeriod } from '../measures/period-scalar.ts';
import { OfSeveralLines } from '../../platform/verb/several-lines.ts';

export const FiguresAction = {
  SEND_AGAIN: 'SEND_AGAIN',
  RETRACT: 'RETRACT',
  TAKE_BACK: 'TAKE_BACK',
  LOOK_AT: 'LOOK_AT',
  SEAL: 'SEAL',
  ADJUST: 'ADJUST',
  WITHHOLD: 'WITHHOLD',
  MEND: 'MEND',
  MEND_ROLLUPS: 'MEND_ROLLUPS',
  AWAIT_ADJUSTMENT: 'AWAIT_ADJUSTMENT',
  RAISE_EPOCH: 'RAISE_EPOCH',
  ACCEPT: 'ACCEPT',
} as const;
export type FiguresAction = keyof typeof FiguresAction;
registerEnumType(FiguresAction, {
  name: 'FiguresAction',
  description: "What an operator's command does to a slice, or would do.",
  valuesConfig: {
    SEND_AGAIN: { description: 'The hub holds something else of it, or nothing: it is sent again.' },
    RETRACT: { description: 'The hub holds what is not known here any more: it is emptied there.' },
    TAKE_BACK: { description: "It was sealed and is lost here: it is taken back from the hub's signed copy." },
    LOOK_AT: {
      description:
        'The hub holds what this side neither knows nor may change: signed by no key of ours, or told by another.',
    },
    SEAL: { description: 'Nothing told of it changes any more.' },
    ADJUST: { description: 'What operations count differently since it was sealed is told beside it.' },
    WITHHOLD: { description: 'Facts that differ and are not told, since they rest on too few people.' },
    MEND: { description: 'It was told otherwise than operations count, and is counted again.' },
    MEND_ROLLUPS: { description: 'Numbers that were not the sum of their facts are added up again.' },
    AWAIT_ADJUSTMENT: { description: 'It is sealed, and its operations were touched since: see `adjust`.' },
    RAISE_EPOCH: { description: 'The instance begins a new epoch, and everything is sent again in it.' },
    ACCEPT: {
      description: 'It was implausible beside what its association has told, and is taken when it next comes.',
    },
  },
});

@Directive('@shareable')
@ObjectType({ description: "One thing that an operator's command did, or would do." })
export class FiguresChange {
  @Field(() => FiguresAction, { description: 'What.' })
  action!: FiguresAction;

  @Field(() => ID, { nullable: true, description: 'Of whose figures; null for all that are held here.' })
  association!: string | null;

  @Field(() => GraphQLPeriod, { nullable: true, description: 'Of which period; null for all of them.' })
  period!: string | null;

  @Field(() => Int, { nullable: true, description: '0: the period itself; 1, 2, …: its adjustments.' })
  part!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many: facts, slices or rolled-up numbers, or the new epoch.' })
  count!: number | null;
}

@Directive('@shareable')
@ObjectType({ description: "What an operator's command did, or would do." })
export class FiguresOperationPayload {
  @Field(() => Boolean, { nullable: true, description: 'Whether nothing was changed; null when it was refused.' })
  dryRun!: boolean | null;

  @Field(() => [FiguresChange], {
    description: 'What was done, or would be, in order; empty when there is nothing to do.',
  })
  changes!: FiguresChange[];

  @Field(() => Int, {
    nullable: true,
    description:
      'How many slices were looked at, by `compare` and `audit`; null for what looks at none, or was refused.',
  })
  looked!: number | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

const DRY_RUN = 'Say what would be done, and change nothing.';

@InputType({ description: 'How a comparison with the hub, sending again or going on after a restore is to run.' })
export class OperateFiguresInput {
  @Field(() => Boolean, { description: DRY_RUN })
  dryRun!: boolean;
}

@InputType()
export class SealFiguresInput {
  @Field(() => Boolean, { description: DRY_RUN })
  dryRun!: boolean;

  @Field(() => GraphQLPeriod, { description: 'The last year to seal, `2011`; those before it are sealed with it.' })
  throughYear!: string;
}

@InputType()
export class AdjustFiguresInput {
  @Field(() => Boolean, { description: DRY_RUN })
  dryRun!: boolean;

  @Field(() => GraphQLPeriod, { description: 'A sealed year, `2011`; its months and quarters are adjusted with it.' })
  year!: string;

  @Field(() => String, { description: 'Why, for everybody to read; it names nobody.' })
  @OfSeveralLines()
  reason!: string;
}

@InputType()
export class AuditFiguresInput {
  @Field(() => Boolean, { description: DRY_RUN })
  dryRun!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Also look at sealed years that nothing touched; they are never changed.',
  })
  withSealed!: boolean;
}

@InputType()
export class AcceptFiguresInput {
  @Field(() => Boolean, { description: DRY_RUN })
  dryRun!: boolean;

  @Field(() => [ID], { description: 'What is accepted, by the ids of `doubted`: 1 to 100.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @ArrayUnique()
  ids!: string[];
}
