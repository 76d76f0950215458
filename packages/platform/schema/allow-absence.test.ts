import { readFileSync } from 'node:fs';
import { Kind, parse, type FieldDefinitionNode, type ObjectTypeDefinitionNode, type TypeNode } from 'graphql';
import { SUBGRAPH_NAMES } from '../peers/subgraph.ts';

const typesOf = (service: string): ObjectTypeDefinitionNode[] =>
  parse(readFileSync(`schema/${service}.graphql`, 'utf8')).definitions.filter(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION,
  );

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));
const has = ({ directives = [] }: ObjectTypeDefinitionNode | FieldDefinitionNode, directive: string): boolean =>
  directives.some(({ name }) => name.value === directive);

const schemas = SUBGRAPH_NAMES.map((service) => ({ service, types: typesOf(service) }));
const entities = [
  ...new Set(schemas.flatMap(({ types }) => types.filter((type) => has(type, 'key')).map(({ name }) => name.value))),
];
const holders = (entity: string) => schemas.filter(({ types }) => types.some(({ name }) => name.value === entity));
const shared = entities.filter((entity) => holders(entity).length > 1);

/** Fields of one service that lead to an entity, or are its own, and may not be null; its key aside. */
function required(types: readonly ObjectTypeDefinitionNode[], entity: string): string[] {
  return types.flatMap(({ name: type, fields = [] }) =>
    fields
      .filter((field) => field.type.kind === Kind.NON_NULL_TYPE && nameOf(field.type) !== 'ID')
      .filter((field) => type.value === entity || nameOf(field.type) === entity)
      .map((field) => `${type.value}.${field.name.value}`),
  );
}

describe('What another service may be needed for', () => {
  it.each(shared)('may be null in every service but the one that owns %s', (entity) => {
    const owners = holders(entity).filter(({ types }) => required(types, entity).length > 0);
    expect(owners.map(({ service }) => service)).toHaveLength(1);
  });

  it.each(SUBGRAPH_NAMES)('is asked beside other questions: no root field of %s must answer', (service) => {
    const { fields = [] } = typesOf(service).find(({ name }) => name.value === 'Query')!;
    const demanding = fields.filter(({ type }) => type.kind === Kind.NON_NULL_TYPE);
    expect(demanding.map(({ name }) => name.value)).toEqual([]);
  });

  it('says what null means', () => {
    const { fields = [] } = typesOf('inventory').find(({ name }) => name.value === 'Donation')!;
    const donor = fields.find(({ name }) => name.value === 'donor');
    expect(donor?.description?.value).toContain(
      'Null with an error when partners does not answer or does not know it.',
    );
  });
});
