import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const AliasKind = { LABEL: 'LABEL', SERIAL: 'SERIAL', ASSET_TAG: 'ASSET_TAG' } as const;
export type AliasKind = keyof typeof AliasKind;
registerEnumType(AliasKind, {
  name: 'ComputerAliasKind',
  description: 'What kind of name a machine goes by.',
  valuesConfig: {
    LABEL: { description: 'What the workshop wrote on it: one at a time, and never worn by two machines.' },
    SERIAL: { description: "The maker's serial number: often missing, and sometimes shared by several machines." },
    ASSET_TAG: { description: "The donor's own number." },
  },
});

@Entity({ tableName: 'alias' })
@ObjectType('ComputerAlias', { description: 'A name that a machine goes by, or went by: its id alone is for ever.' })
export class Alias {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`alias_…`.' })
  id!: string;

  @Property({ type: 'text' })
  computerId!: string;

  @Property({ type: 'text' })
  @Field(() => AliasKind, { description: 'What kind of name.' })
  kind!: AliasKind;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The name.' })
  value!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { description: 'The day the machine got it.' })
  since!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day it came off; the machine is still found by it.',
  })
  retiredOn?: string | null;

  @Property({ type: 'text' })
  @Field(() => String, {
    description: 'Who recorded it, as the subject of their token; `system` where it was not kept.',
  })
  addedBy!: string;
}
