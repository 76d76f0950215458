import type { EntityManager } from '@mikro-orm/postgresql';
import { Length } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Refusal, refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { IsIdOf } from '../../../packages/platform/references/id-forms.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { keptPeople, stopNamingPeople } from '../kept-person.ts';
import { type Merge, moveAttendances, movePathways, moveVisas } from './move-to-person.ts';

@Directive('@inaccessible')
@InputType({ description: 'One person who was known as two.' })
export class RepointPersonInput {
  @Field(() => ID, { description: 'The one that is given up.' })
  @IsIdOf('person')
  personId!: string;

  @Field(() => ID, { description: 'The one that stays.' })
  @IsIdOf('person')
  keptPersonId!: string;

  @Field(() => ID, { description: 'The merge at lending, 8 to 200 characters.' })
  @Length(8, 200)
  mergeId!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day of the merge, never later than today.' })
  on!: string;
}

@Directive('@inaccessible')
@ObjectType({ description: 'What was repointed, or why it was refused.' })
export class RepointPersonPayload {
  @Field(() => Int, { nullable: true, description: 'How many things changed hands; 0 when all had already.' })
  changed?: number;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class RepointPerson {
  @Directive('@inaccessible')
  @Mutation(() => RepointPersonPayload, {
    description:
      'Gives everything of one person to the other, under whose id all that is said of either is kept from then on; asking again changes nothing more. Refused with SAME_PERSON, IN_THE_FUTURE.',
  })
  repointPerson(
    @Arg('input', () => RepointPersonInput, { description: 'The two, who are one.' }) input: RepointPersonInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'repointPerson', input, async ({ em, happened, today }) => {
      const { mergeId } = input;
      const on = businessDay(input.on, today);
      refuse(whyNotTwo(input));
      await stopNamingPeople(em);
      const kept = await keptPeople(em, [input.personId, input.keptPersonId]);
      const merge = { personId: kept(input.personId), keptPersonId: kept(input.keptPersonId), mergeId };
      if (merge.personId === merge.keptPersonId) return { changed: 0 };
      await keepAlias(em, merge, on);
      // In one order, whichever way round two merges come.
      const [first, second] = [merge.personId, merge.keptPersonId].toSorted() as [string, string];
      for (const noun of ['visa', 'pathway']) for (const id of [first, second]) await takeTurns(em, noun, id);
      const moved = [
        ...(await moveAttendances(em, merge)),
        ...(await moveVisas(em, merge)),
        ...(await movePathways(em, merge)),
      ];
      await happened(...moved.map((one) => ({ ...one, verb: 'repointPerson', on, details: { mergeId } })));
      return { changed: moved.length };
    });
  }
}

/** Whoever was kept under the one given up is kept under the other from now on. */
async function keepAlias(em: EntityManager, { personId, keptPersonId }: Merge, on: string): Promise<void> {
  await em.execute('update person_alias set kept_id = ? where kept_id = ?', [keptPersonId, personId]);
  await em.execute('insert into person_alias (id, kept_id, merged_on) values (?, ?, ?)', [personId, keptPersonId, on]);
}

function whyNotTwo({ personId, keptPersonId }: RepointPersonInput): Refusal | null {
  if (personId !== keptPersonId) return null;
  return new Refusal('SAME_PERSON', 'keptPersonId', {
    en: 'These are the same person already; give two.',
    fr: "C'est déjà la même personne ; donnez-en deux.",
  });
}
