import { ArrayUnique, IsOptional, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { refuse, UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act } from '../../../packages/platform/verb/act.ts';
import { knownCommune } from '../../../packages/platform/verb/known-commune.ts';
import { refuseRegistered } from '../natural-key.ts';
import { refuseKnownNumbers } from './known-numbers.ts';
import { DeclaredRole } from './organisation-role.entity.ts';
import { Organisation, OrganisationKind, OrganisationRole } from './organisation.entity.ts';
import { idOfOrganisation, whyNotNumbers } from './organisation.rules.ts';

@InputType({ description: 'What `registerOrganisation` is told.' })
class RegisterOrganisationInput {
  @Field(() => String, { description: 'Its usual name, 1 to 200 signs.' })
  @Length(1, 200)
  name!: string;

  @Field(() => String, { nullable: true, description: '14 digits without spaces; needed to be the same everywhere.' })
  siret?: string | null;

  @Field(() => String, { nullable: true, description: 'For an association: W and nine signs.' })
  rna?: string | null;

  @Field(() => OrganisationKind, { description: 'Of what sort it is.' })
  kind!: OrganisationKind;

  @Field(() => ID, { description: 'Code of the commune where it sits: `COM-56121`.' })
  commune!: string;

  @Field(() => [OrganisationRole], { defaultValue: [], description: 'What it is to the association.' })
  @ArrayUnique()
  roles!: OrganisationRole[];

  @Field(() => String, { nullable: true, description: 'Chosen by the caller; makes a repetition harmless.' })
  @IsOptional()
  @Length(8, 200)
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of `registerOrganisation`.' })
class RegisterOrganisationPayload {
  @Field(() => Organisation, { nullable: true, description: 'As it now stands; null when it was refused.' })
  organisation?: Organisation;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class RegisterOrganisation {
  @Mutation(() => RegisterOrganisationPayload, {
    description:
      'Enters an organisation. Refused with INVALID_SIRET, INVALID_RNA, UNKNOWN_COMMUNE, ALREADY_REGISTERED, INVALID_INPUT.',
  })
  registerOrganisation(
    @Arg('input', () => RegisterOrganisationInput, { description: 'What to do.' }) input: RegisterOrganisationInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'registerOrganisation', input, async ({ em, newId, today, happened }) => {
      refuse(whyNotNumbers(input));
      const commune = knownCommune(input.commune, 'commune');
      const id = idOfOrganisation(input, () => newId('organisation').replace('organisation_', 'ORG-'));
      await refuseRegistered(em, Organisation, id, input.siret ? 'siret' : 'rna');
      await refuseKnownNumbers(em, input, id);
      const { name, siret = null, rna = null, kind, roles } = input;
      const numbers = { siret, rna };
      const organisation = em.create(Organisation, {
        id,
        name,
        ...numbers,
        kind,
        commune,
        registeredOn: today,
        closedOn: null,
        mergedInto: null,
      });
      await em.flush();
      for (const role of roles)
        em.create(DeclaredRole, { id: newId('role'), organisationId: id, role, since: today, until: null });
      await happened({ noun: 'Organisation', id, verb: 'registerOrganisation', on: today, details: { kind, roles } });
      return { organisation };
    });
  }
}
