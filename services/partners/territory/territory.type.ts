import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { findTerritory } from '../../../packages/geography/find-territory.ts';
import type { Territory as KnownTerritory } from '../../../packages/geography/territory.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';

export const TerritoryLevel = {
  COUNTRY: 'COUNTRY',
  REGION: 'REGION',
  DEPARTMENT: 'DEPARTMENT',
  EPCI: 'EPCI',
  COMMUNE: 'COMMUNE',
} as const;
export type TerritoryLevel = keyof typeof TerritoryLevel;
registerEnumType(TerritoryLevel, {
  name: 'TerritoryLevel',
  description: 'The levels of territory that figures are told for.',
  valuesConfig: {
    EPCI: {
      description: 'A group of communes with its own taxes (métropole, communauté d’agglomération or de communes).',
    },
  },
});

@Directive('@key(fields: "code")')
@ObjectType({ description: 'A territory of France, present or former, from the official code list (INSEE COG).' })
export class Territory implements KnownTerritory {
  @Field(() => ID, { description: '`FR`, `REG-53`, `DEP-56`, `EPCI-200042174` or `COM-56121`.' })
  code!: string;

  /** Its last known name; the graph answers the name of a day. */
  name!: string;

  @Field(() => TerritoryLevel, { description: 'Commune, EPCI, department, region or country.' })
  level!: TerritoryLevel;

  @Field(() => Int, { nullable: true, description: 'Inhabitants (population municipale); null when it is no more.' })
  population!: number | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Its first day, or the day it began again; null when older than our sources.',
  })
  validFrom!: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The first day it no longer existed; null while it exists.',
  })
  validTo!: string | null;

  /** Codes of what it lies in, nearest first. */
  parents!: readonly string[];

  /** Codes of what its land became when it ended. */
  successors!: readonly string[];

  /** Codes of those whose land, or a part of it, became its own. */
  predecessors!: readonly string[];
}

/** The territory of a code that was checked when it was recorded. */
export const territoryOf = (code: string): Territory | null => findTerritory(code);
