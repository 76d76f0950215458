import {
  getDirectiveValues,
  getNamedType,
  getNullableType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import { described, NOTHING_YET } from './described.ts';
import { fieldCost, isIntrospection, type At } from './field-cost.ts';
import type { World } from './scope.ts';
import { REQUEST } from './weights.ts';

/** One operation that fits its schema, with the values of its variables. */
export interface Asked {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  variables: Record<string, unknown>;
  /** Beyond so many points the schema's own description is not counted further: counting it takes a part of telling it. */
  enough?: number;
}

/** What an answer may cost at most, in points, and the field that costs most of it. */
export interface Cost {
  points: number;
  dearest: { path: string; times: number; factors: readonly string[] };
}

/** Works out what the answer to an operation may cost, before anything of it is read. */
export function costOf({ schema, operation, fragments, variables, enough = Infinity }: Asked, world: World): Cost {
  let points = REQUEST;
  let most = 0;
  let dearest: Cost['dearest'] = { path: '', times: 0, factors: [] };

  function visit(set: SelectionSetNode, parent: GraphQLNamedType, at: At): void {
    for (const selection of set.selections) {
      if (isLeftOut(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) visitField(selection, parent, at);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) visitFragment(fragments[selection.name.value]!, at);
      else visit(selection.selectionSet, typeNamed(selection.typeCondition?.name.value) ?? parent, at);
    }
  }

  function visitFragment({ selectionSet, typeCondition }: FragmentDefinitionNode, at: At): void {
    visit(selectionSet, typeNamed(typeCondition.name.value)!, at);
  }

  function visitField(node: FieldNode, parent: GraphQLNamedType, at: At): void {
    const field = fieldOf(parent, node.name.value);
    const type = getNamedType(field.type);
    const name = node.name.value;
    const args = getArgumentValues(field, node, variables);
    const isComposite = isCompositeType(type);
    const isOfSchema = isComposite && isIntrospection({ parent: parent.name, name });
    if (isOfSchema && points > enough) return;
    const { own, inside } = fieldCost(
      {
        parent: parent.name,
        name,
        type: type.name,
        isList: isListType(getNullableType(field.type)),
        isComposite,
        args,
        described: isOfSchema ? described(at.described ?? NOTHING_YET, field, args, schema) : null,
      },
      at,
      world,
    );
    points += own;
    if (own > most) {
      most = own;
      dearest = { path: inside.path.join('.'), times: Math.ceil(inside.times), factors: Object.values(inside.factors) };
    }
    if (node.selectionSet && inside.times > 0) visit(node.selectionSet, type, inside);
  }

  function fieldOf(parent: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> {
    const meta = [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].find((each) => each.name === name);
    return meta ?? (isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined)!;
  }

  const typeNamed = (name: string | undefined): GraphQLNamedType | undefined =>
    name === undefined ? undefined : schema.getType(name);

  visit(operation.selectionSet, schema.getRootType(operation.operation)!, {
    times: 1,
    page: 1,
    path: [],
    factors: {},
    scope: null,
    described: null,
  });
  return { points: Math.ceil(points), dearest };
}

function isLeftOut(node: Parameters<typeof getDirectiveValues>[1], variables: Record<string, unknown>): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return true;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] === false;
}
