import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../packages/platform/read/connection.ts';
import type { Judgement } from './duplicate.rules.ts';

export const DuplicateKind = { PERSON: 'PERSON', HOUSEHOLD: 'HOUSEHOLD' } as const;
export type DuplicateKind = keyof typeof DuplicateKind;

registerEnumType(DuplicateKind, {
  name: 'DuplicateKind',
  description: 'What was perhaps registered twice.',
  valuesConfig: {
    PERSON: { description: 'Two people of close names, born in the same year as far as known.' },
    HOUSEHOLD: { description: 'Two households of such people, or with one address between them.' },
  },
});

/** What somebody found of two entries. */
export const DuplicateJudgement = { SAME: 'SAME', DIFFERENT: 'DIFFERENT' } as const satisfies Record<
  Judgement,
  Judgement
>;

registerEnumType(DuplicateJudgement, {
  name: 'DuplicateJudgement',
  description: 'What somebody who looked at both found.',
  valuesConfig: {
    SAME: { description: 'They are one: to be merged.' },
    DIFFERENT: { description: 'They are two: never proposed again.' },
  },
});

@ObjectType({ description: 'Two entries that are perhaps one. Nothing is merged before somebody says so.' })
export class PossibleDuplicate {
  @Field(() => ID)
  id!: string;

  @Field(() => DuplicateKind, { description: 'Whether both are people or households.' })
  kind!: DuplicateKind;

  oneId!: string;
  otherId!: string;

  @Field(() => DuplicateJudgement, {
    nullable: true,
    description: 'What was found of them; null before anybody looked.',
  })
  judgement!: Judgement | null;
}

/** A page of possible duplicates. */
export const PossibleDuplicateConnection = connectionOf('PossibleDuplicate', () => PossibleDuplicate);
