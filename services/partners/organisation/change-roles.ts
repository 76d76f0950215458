import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Refusal, UserError } from '../../../packages/platform/refusals/refusal.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { act, type Acting } from '../../../packages/platform/verb/act.ts';
import { businessDay } from '../../../packages/platform/verb/business-day.ts';
import { findLocked } from '../../../packages/platform/verb/find.ts';
import { ON } from '../../../packages/platform/verb/verb-input.ts';
import { openOrganisation } from '../existing-organisation.ts';
import { DeclaredRole } from './organisation-role.entity.ts';
import { Organisation, OrganisationRole } from './organisation.entity.ts';

@InputType({ description: 'What `declareRole` is told.' })
class DeclareRoleInput {
  @Field(() => ID, { description: 'Which organisation.' })
  organisationId!: string;

  @Field(() => OrganisationRole, { description: 'What it is to the association.' })
  role!: OrganisationRole;

  @Field(() => GraphQLLocalDate, { ...ON, description: 'Since which day; today unless given, never later.' })
  on?: string | null;
}

@InputType({ description: 'What `endRole` is told.' })
class EndRoleInput {
  @Field(() => ID, { description: 'Which organisation.' })
  organisationId!: string;

  @Field(() => OrganisationRole, { description: 'What it is to the association no more.' })
  role!: OrganisationRole;

  @Field(() => GraphQLLocalDate, { ...ON, description: 'The last day; today unless given, never later.' })
  on?: string | null;
}

@ObjectType({ description: 'What came of `declareRole`.' })
class DeclareRolePayload {
  @Field(() => Organisation, { nullable: true, description: 'As it now stands; null when it was refused.' })
  organisation?: Organisation;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'What came of `endRole`.' })
class EndRolePayload {
  @Field(() => Organisation, { nullable: true, description: 'As it now stands; null when it was refused.' })
  organisation?: Organisation;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@Resolver()
export class ChangeRoles {
  @Mutation(() => DeclareRolePayload, {
    description:
      'Says what an organisation is to the association, since a day. Refused with NOT_FOUND, ORGANISATION_CLOSED, ROLE_HELD, IN_THE_FUTURE.',
  })
  declareRole(
    @Arg('input', () => DeclareRoleInput, { description: 'What to do.' }) input: DeclareRoleInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'declareRole', input, async (acting) => {
      const { on, organisation, held } = await concerned(input, acting);
      const overlapping = held.find(({ until }) => until === null || until >= on);
      if (overlapping) throw roleHeld(overlapping);
      const declared = { organisationId: organisation.id, role: input.role, since: on, until: null };
      acting.em.create(DeclaredRole, { id: acting.newId('role'), ...declared });
      return done('declareRole', acting, organisation, { on, role: input.role });
    });
  }

  @Mutation(() => EndRolePayload, {
    description:
      'Says what an organisation is no more to the association, after a day. Refused with NOT_FOUND, ORGANISATION_CLOSED, ROLE_NOT_HELD, ENDS_BEFORE_START, IN_THE_FUTURE.',
  })
  endRole(
    @Arg('input', () => EndRoleInput, { description: 'What to do.' }) input: EndRoleInput,
    @Ctx() context: ServiceContext,
  ) {
    return act(context, 'endRole', input, async (acting) => {
      const { on, organisation, held } = await concerned(input, acting);
      const current = held.find(({ until }) => until === null);
      if (!current) throw roleNotHeld();
      if (on < current.since) throw endsBeforeStart(current);
      current.until = on;
      return done('endRole', acting, organisation, { on, role: input.role });
    });
  }
}

/** The organisation, locked, and its declarations of the role. */
async function concerned({ organisationId, role, on }: DeclareRoleInput, { em, today }: Acting) {
  const day = businessDay(on, today);
  const { id } = await openOrganisation(em, organisationId, day, 'organisationId');
  const organisation = await findLocked(em, Organisation, id, 'organisationId');
  return { on: day, organisation, held: await em.find(DeclaredRole, { organisationId: id, role }) };
}

async function done(
  verb: string,
  { happened }: Acting,
  organisation: Organisation,
  { on, role }: { on: string; role: OrganisationRole },
) {
  await happened({ noun: 'Organisation', id: organisation.id, verb, on, details: { role } });
  return { organisation };
}

const roleHeld = ({ since, until }: DeclaredRole): Refusal =>
  new Refusal('ROLE_HELD', 'role', {
    en: `It is so since ${since}${until ? ` and until ${until}; give a later day` : '; nothing is left to do'}.`,
    fr: `C'est le cas depuis le ${since}${until ? ` et jusqu'au ${until} ; donnez un jour plus tardif` : ' ; il ne reste rien à faire'}.`,
  });

const roleNotHeld = (): Refusal =>
  new Refusal('ROLE_NOT_HELD', 'role', {
    en: 'It was not declared so; a role that agreements or services show ends with them.',
    fr: "Ce rôle n'a pas été déclaré ; celui que montrent conventions ou services prend fin avec eux.",
  });

const endsBeforeStart = ({ since }: DeclaredRole): Refusal =>
  new Refusal('ENDS_BEFORE_START', 'on', {
    en: `It is so since ${since} only; give that day or a later one.`,
    fr: `Ce n'est le cas que depuis le ${since} ; donnez ce jour ou un jour plus tardif.`,
  });
