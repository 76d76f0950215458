import { IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { knownCommune } from '../../../packages/platform/verb/known-commune.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { nothingChanges } from '../nothing-changes.ts';
import { refuseKnownNumbers } from './known-numbers.ts';
import { existingOrganisation } from '../existing-organisation.ts';
import { Organisation, OrganisationKind } from './organisation.entity.ts';
import { whyNotNumbers, whyNumberStays } from './organisation.rules.ts';

@InputType({ description: 'What `correctOrganisation` is told. What is left out stays as it is.' })
class CorrectOrganisationInput {
  @Field(() => ID, { description: 'Which organisation.' })
  organisationId!: string;

  @Field(() => String, { nullable: true, description: 'Its usual name, 1 to 200 signs.' })
  @IsOptional()
  @Length(1, 200)
  name?: string | null;

  @Field(() => OrganisationKind, { nullable: true, description: 'Of what sort it is.' })
  kind?: OrganisationKind | null;

  @Field(() => ID, { nullable: true, description: 'Code of the commune where it sits: `COM-56121`.' })
  commune?: string | null;

  @Field(() => String, { nullable: true, description: 'Its SIRET, 14 digits: found under it from now on, same id.' })
  siret?: string | null;

  @Field(() => String, { nullable: true, description: 'Its RNA number, W and nine signs: the same.' })
  rna?: string | null;
}

@ObjectType({ description: 'What came of `correctOrganisation`.' })
class CorrectOrganisationPayload {
  @Field(() => Organisation, { nullable: true, description: 'As it now stands; null when it was refused.' })
  organisation?: Organisation;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class CorrectOrganisation {
  @Mutation(() => CorrectOrganisationPayload, {
    description:
      'Corrects what is known of an organisation, or adds a number to it; its id stays. Refused with NOT_FOUND, NOTHING_CHANGES, INVALID_SIRET, INVALID_RNA, NUMBER_IS_ITS_ID, ALREADY_REGISTERED, UNKNOWN_COMMUNE, INVALID_INPUT.',
  })
  correctOrganisation(
    @Arg('input', () => CorrectOrganisationInput, { description: 'What to do.' }) input: CorrectOrganisationInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'correctOrganisation', input, async ({ em, today, happened }) => {
      const { id } = await existingOrganisation(em, input.organisationId, 'organisationId');
      // Two corrections, or a correction and a registration, may bring the same number.
      for (const number of [input.siret, input.rna]) if (number) await takeTurns(em, 'Organisation', number);
      const organisation = await findLocked(em, Organisation, id, 'organisationId');
      refuse(whyNotNumbers(input) ?? whyNumberStays(organisation, input));
      await refuseKnownNumbers(em, input, id);
      const changes = changesOf(input, organisation);
      if (Object.keys(changes).length === 0) throw nothingChanges(null);
      Object.assign(organisation, changes);
      await happened({ noun: 'Organisation', id, verb: 'correctOrganisation', on: today, details: changes });
      return { organisation };
    });
  }
}

/** What is asked and not so already. */
function changesOf({ name, kind, commune, siret, rna }: CorrectOrganisationInput, known: Organisation) {
  const asked = { name, kind, commune: commune && knownCommune(commune, 'commune'), siret, rna };
  const changed = Object.entries(asked).filter(
    ([field, value]) => value != null && value !== known[field as keyof typeof asked],
  );
  return Object.fromEntries(changed) as Partial<typeof asked>;
}
