import type { EntityManager } from '@mikro-orm/postgresql';
import { ArrayMaxSize, IsOptional, Length, ValidateNested } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { findTerritory } from '../../../packages/geography/find-territory.ts';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { IsOrganisationId, IsSlug } from '../../../packages/platform/references/id-forms.ts';
import { operatingSeat } from '../../../packages/platform/verb/operating-seat.ts';
import { takeTurns } from '../../../packages/platform/verb/take-turns.ts';
import { organisationOf } from '../existing-organisation.ts';
import { numbersOfId, unknownDonor } from './introduce.rules.ts';
import { DeclaredRole } from './organisation-role.entity.ts';
import { Organisation, OrganisationKind } from './organisation.entity.ts';
import { whyNotNumbers } from './organisation.rules.ts';
import { tellMerges, tellMergesLater } from './tell-merges.ts';

@Directive('@inaccessible')
@InputType({
  description: 'An organisation as another association knows it; its id alone, where nothing more is told.',
})
export class IntroducedOrganisationInput {
  @Field(() => ID, { description: 'Its id there.' })
  @IsOrganisationId()
  id!: string;

  @Field(() => String, { nullable: true, description: 'Its usual name, 1 to 200 signs.' })
  @IsOptional()
  @Length(1, 200)
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Of what sort it is; OTHER where that is not known here.' })
  kind?: string | null;

  @Field(() => ID, { nullable: true, description: 'The commune where it sits; our seat where that is not known.' })
  commune?: string | null;

  @Field(() => String, { nullable: true, description: 'Its SIRET.' })
  siret?: string | null;

  @Field(() => String, { nullable: true, description: 'Its RNA number.' })
  rna?: string | null;
}

@Directive('@inaccessible')
@InputType({ description: 'Donors whose machines came from another association.' })
export class IntroduceOrganisationsInput {
  @Field(() => ID, { description: 'The association they came from.' })
  @IsSlug()
  association!: string;

  @Field(() => [IntroducedOrganisationInput], { description: 'At most 500.' })
  @ArrayMaxSize(500)
  @ValidateNested()
  organisations!: IntroducedOrganisationInput[];
}

@Directive('@inaccessible')
@ObjectType({ description: 'Whether they are known.' })
export class IntroduceOrganisationsPayload {
  @Field(() => [ID], { nullable: true, description: 'Under which ids they are known here, in their order.' })
  ids?: string[];

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserError[];
}

@Resolver()
export class IntroduceOrganisations {
  @Directive('@inaccessible')
  @Mutation(() => IntroduceOrganisationsPayload, {
    description:
      'Registers organisations that another association told of, or finds the one with their number: their id there is then another id of that one. Asking again changes nothing more.',
  })
  async introduceOrganisations(
    @Arg('input', () => IntroduceOrganisationsInput, { description: 'Who they are.' })
    input: IntroduceOrganisationsInput,
    @Ctx() context: ServiceContext,
  ) {
    const introduced = await act(context, 'introduceOrganisations', input, async (acting) => {
      const seat = operatingSeat(context);
      const ids: string[] = [];
      for (const one of input.organisations) ids.push(await introduce(one, input.association, seat, acting));
      await tellMergesLater(acting.em);
      return { ids };
    });
    // Whoever does not answer now, the job that was left asks again.
    if (introduced.ids) await tellMerges(context).catch(() => {});
    return introduced;
  }
}

async function introduce(
  told: IntroducedOrganisationInput,
  association: string,
  seat: string,
  { em, newId, today: on, happened }: Acting,
): Promise<string> {
  const numbers = whyNotNumbers(told) ? numbersOfId(told.id) : { siret: told.siret, rna: told.rna };
  for (const turn of [told.id, numbers.siret, numbers.rna]) if (turn) await takeTurns(em, 'Organisation', turn);
  const known = await organisationOf(em, told.id);
  const happening = { noun: 'Organisation', verb: 'introduceOrganisations', on };
  const placeholder = unknownDonor(association);
  if (known) {
    if (known.name !== placeholder || !told.name) return known.id;
    Object.assign(known, factsOf(told, told.name, seat));
    await happened({ ...happening, id: known.id, details: { association } });
    return known.id;
  }
  const same = await sameNumber(em, numbers);
  const own = same ? { siret: null, rna: null } : { siret: null, rna: null, ...numbers, ...numbersOfId(told.id) };
  em.create(Organisation, {
    id: told.id,
    ...factsOf(told, told.name ?? placeholder, seat),
    ...own,
    registeredOn: on,
    closedOn: null,
    mergedInto: same?.id ?? null,
  });
  await em.flush();
  if (same) {
    await happened({ ...happening, id: same.id, details: { association, merged: told.id } });
    return same.id;
  }
  em.create(DeclaredRole, { id: newId('role'), organisationId: told.id, role: 'DONOR', since: on, until: null });
  await happened({ ...happening, id: told.id, details: { association } });
  return told.id;
}

function factsOf({ kind, commune }: IntroducedOrganisationInput, name: string, seat: string) {
  const known = commune && findTerritory(commune)?.level === 'COMMUNE';
  return {
    name,
    kind: kind && kind in OrganisationKind ? (kind as OrganisationKind) : OrganisationKind.OTHER,
    commune: known ? commune : seat,
  };
}

/** The organisation here that has one of the numbers. */
async function sameNumber(
  em: EntityManager,
  { siret, rna }: { siret?: string | null; rna?: string | null },
): Promise<Organisation | null> {
  const ids = [siret && `SIRET-${siret}`, rna && `RNA-${rna}`];
  for (const id of ids) {
    const same = id ? await organisationOf(em, id) : null;
    if (same) return same;
  }
  return null;
}
