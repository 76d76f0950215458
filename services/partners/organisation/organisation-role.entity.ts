import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { OrganisationRole } from './organisation.entity.ts';

/** A role as it was declared. */
@Entity({ tableName: 'organisation_role' })
export class DeclaredRole {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  organisationId!: string;

  @Property({ type: 'text' })
  role!: OrganisationRole;

  @Property({ type: 'date' })
  since!: string;

  @Property({ type: 'date', nullable: true })
  until!: string | null;
}

export const RoleOrigin = { DECLARED: 'DECLARED', DERIVED: 'DERIVED' } as const;
export type RoleOrigin = keyof typeof RoleOrigin;
registerEnumType(RoleOrigin, {
  name: 'RoleOrigin',
  description: 'How it is known what an organisation is to the association.',
  valuesConfig: {
    DECLARED: { description: 'Somebody declared it.' },
    DERIVED: { description: 'Its signed agreements, or what was done for it, show it.' },
  },
});

@ObjectType({ description: 'What an organisation was to the association, and when.' })
export class RoleHeld {
  organisationId!: string;

  @Field(() => OrganisationRole, { description: 'What it was.' })
  role!: OrganisationRole;

  @Field(() => GraphQLLocalDate, { description: 'The first day.' })
  since!: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The last day; null while it goes on.' })
  until!: string | null;

  @Field(() => RoleOrigin, { description: 'How it is known.' })
  origin!: RoleOrigin;
}
