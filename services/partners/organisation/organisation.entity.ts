import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const OrganisationKind = {
  STATE: 'STATE',
  REGION: 'REGION',
  DEPARTMENT: 'DEPARTMENT',
  INTERCOMMUNALITY: 'INTERCOMMUNALITY',
  TOWN: 'TOWN',
  CCAS: 'CCAS',
  SOCIAL_BODY: 'SOCIAL_BODY',
  EMPLOYMENT_SERVICE: 'EMPLOYMENT_SERVICE',
  LANDLORD: 'LANDLORD',
  SCHOOL_OR_RESEARCH: 'SCHOOL_OR_RESEARCH',
  ASSOCIATION: 'ASSOCIATION',
  FOUNDATION: 'FOUNDATION',
  COMPANY: 'COMPANY',
  OTHER: 'OTHER',
} as const;
export type OrganisationKind = keyof typeof OrganisationKind;
registerEnumType(OrganisationKind, {
  name: 'OrganisationKind',
  description: 'What sort of body a partner is.',
  valuesConfig: {
    CCAS: { description: "A town's social action centre (centre communal d'action sociale)." },
    SOCIAL_BODY: { description: 'Family allowances (CAF), social insurance, pension funds.' },
    LANDLORD: { description: 'A social landlord (bailleur social).' },
  },
});

export const OrganisationRole = {
  DONOR: 'DONOR',
  FUNDER: 'FUNDER',
  BORROWER: 'BORROWER',
  BENEFICIARY: 'BENEFICIARY',
  HOST: 'HOST',
  PRESCRIBER: 'PRESCRIBER',
  RECYCLER: 'RECYCLER',
  PARTNER: 'PARTNER',
  LANDLORD: 'LANDLORD',
} as const;
export type OrganisationRole = keyof typeof OrganisationRole;
registerEnumType(OrganisationRole, {
  name: 'OrganisationRole',
  description: 'What an organisation is to the association; it may be several things.',
  valuesConfig: {
    DONOR: { description: 'Gives computers.' },
    FUNDER: { description: 'Gives money.' },
    BORROWER: { description: 'Is lent computers.' },
    BENEFICIARY: { description: 'Receives sessions for its users, web sites and the like.' },
    HOST: { description: 'Lends a room.' },
    PRESCRIBER: { description: 'Sends people to the association.' },
    RECYCLER: { description: 'Takes electronic waste (DEEE).' },
    PARTNER: { description: 'Works with it under an agreement without money.' },
    LANDLORD: { description: 'Houses families that it works for (bailleur).' },
  },
});

@Entity({ tableName: 'organisation' })
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A body that gives, funds, borrows or is helped (organisme partenaire). Never a person.' })
export class Organisation {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, {
    description:
      'The same everywhere in the network: `SIRET-` and its 14 digits, else `RNA-W…`, else an id that this association gave. It stays when a number is added.',
  })
  id!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its usual name.' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Number of the establishment, 14 digits, in the Sirene register.',
  })
  siret!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '`W` and nine signs, in the national register of associations.' })
  rna!: string | null;

  @Property({ type: 'text' })
  @Field(() => OrganisationKind, { description: 'Of what sort it is.' })
  kind!: OrganisationKind;

  /** `COM-56121`: where it sits. */
  @Property({ type: 'text' })
  commune!: string;

  @Property({ type: 'date' })
  registeredOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Its last day; null while it exists.' })
  closedOn!: string | null;

  /** Id of the organisation that this one was found to be; nothing but another id of it since. */
  @Property({ type: 'text', nullable: true })
  mergedInto!: string | null;
}
