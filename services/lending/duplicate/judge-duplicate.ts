import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { isIdOf } from '../../../packages/platform/context/ids.ts';
import { notFound, refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { VerbInput } from '../../../packages/platform/verb/verb-input.ts';
import { pairOf, whyNotTwo, type Judgement } from './duplicate.rules.ts';
import { bothOf } from './pair.ts';
import { DuplicateJudgement, PossibleDuplicate, type DuplicateKind } from './possible-duplicate.ts';
import { presentHousehold, presentPerson } from './present.ts';

@InputType({ description: 'What was found of two entries.' })
export class JudgeDuplicateInput extends VerbInput {
  @Field(() => ID, { description: 'The pair, as `possibleDuplicates` gave it.' })
  duplicateId!: string;

  @Field(() => DuplicateJudgement, { description: 'What was found.' })
  judgement!: Judgement;
}

@ObjectType({ description: 'The judged pair, or why it was not judged.' })
export class JudgeDuplicatePayload {
  @Field(() => PossibleDuplicate, { nullable: true, description: 'The pair as it is now.' })
  duplicate?: PossibleDuplicate;

  @Field(() => [UserError], { description: 'Why nothing was kept; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class JudgeDuplicate {
  @Mutation(() => JudgeDuplicatePayload, {
    description:
      'Says whether two entries are one. DIFFERENT is remembered and never proposed again; SAME merges nothing yet. May be judged anew. Refused with NOT_FOUND, SAME_ONE, MERGED, ERASED, IN_THE_FUTURE, INVALID_INPUT.',
  })
  judgeDuplicate(
    @Arg('input', () => JudgeDuplicateInput, { description: 'The pair, and what was found.' })
    input: JudgeDuplicateInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'judgeDuplicate', input, async ({ em, happened, today }) => {
      const { judgement, duplicateId: id } = input;
      const on = businessDay(input.on, today);
      const { kind, oneId, otherId } = readPair(id);
      refuse(whyNotTwo(oneId, otherId, FIELD));
      const find = kind === 'PERSON' ? presentPerson : presentHousehold;
      await bothOf<object>((each) => find(em, each, FIELD), oneId, otherId);
      await em.execute(
        `insert into duplicate_judgement (one_id, other_id, judgement, judged_on) values (?, ?, ?, ?)
         on conflict (one_id, other_id) do update set judgement = excluded.judgement, judged_on = excluded.judged_on`,
        [oneId, otherId, judgement, on],
      );
      const noun = kind === 'PERSON' ? 'Person' : 'Household';
      const judged = { noun, verb: 'judgeDuplicate', on };
      await happened(
        { ...judged, id: oneId, details: { other: otherId, judgement } },
        { ...judged, id: otherId, details: { other: oneId, judgement } },
      );
      return { duplicate: { id, kind, oneId, otherId, judgement } };
    });
  }
}

const FIELD = 'duplicateId';

function readPair(id: string): { kind: DuplicateKind; oneId: string; otherId: string } {
  const [one = '', other = ''] = id.split('~');
  const kind = (['person', 'household'] as const).find((noun) => isIdOf(noun, one) && isIdOf(noun, other));
  if (!kind) throw notFound(FIELD, id);
  const [oneId, otherId] = pairOf(one, other);
  return { kind: kind === 'person' ? 'PERSON' : 'HOUSEHOLD', oneId, otherId };
}
