import { parse, type FieldDefinitionNode, type InputValueDefinitionNode, type TypeDefinitionNode } from 'graphql';

/** Every type, field and argument of an SDL that nobody described: clients read the schema before any document. */
export function undescribed(sdl: string): string[] {
  return parse(sdl)
    .definitions.filter((node): node is TypeDefinitionNode => node.kind.endsWith('TypeDefinition'))
    .flatMap((type) => [...typeWithout(type), ...fieldsOf(type).flatMap((field) => fieldWithout(type, field))]);
}

type Field = FieldDefinitionNode | InputValueDefinitionNode;

const fieldsOf = (type: TypeDefinitionNode): readonly Field[] => ('fields' in type ? (type.fields ?? []) : []);

function typeWithout({ name, description }: TypeDefinitionNode): string[] {
  return description || ['Query', 'Mutation'].includes(name.value) ? [] : [name.value];
}

function fieldWithout(type: TypeDefinitionNode, field: Field): string[] {
  const name = `${type.name.value}.${field.name.value}`;
  const silent = ('arguments' in field ? (field.arguments ?? []) : []).filter(({ description }) => !description);
  return [...(field.description ? [] : [name]), ...silent.map((argument) => `${name}(${argument.name.value})`)];
}
