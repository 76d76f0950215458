import { setImmediate as breathe } from 'node:timers/promises';
import {
  execute,
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { fragmentsOf } from '../cost/refuse-cost.ts';

interface Request {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  request: { variables?: Record<string, unknown> };
}

/** A request without what it asks of the schema's own description, which is a document for each such root field. */
export interface Divided<R> {
  descriptions: DocumentNode[];
  /** Null when nothing is left. */
  rest: R | null;
}

/** A field at the root: its name, the key of its answer, and how it is asked for. */
interface Root {
  name: string;
  key: string;
  selection: SelectionNode;
}

const DESCRIBES = new Set(['__schema', '__type']);
const isDescription = ({ name }: Root): boolean => DESCRIBES.has(name);

/**
 * Takes the schema's own description out of a request: the planner does not know all that the GraphQL library tells of a schema
 * (`isOneOf`, deprecated directives), and answered 500 to whoever asked for it.
 */
export function divide<R extends Request>(request: R): Divided<R> {
  const { document, operation } = request;
  const fragments = fragmentsOf(document);
  const roots = rootsOf(operation.selectionSet.selections, fragments);
  const descriptions = [...Map.groupBy(roots.filter(isDescription), ({ key }) => key).values()];
  const others = roots.filter((root) => !isDescription(root));
  if (descriptions.length === 0) return { descriptions: [], rest: request };
  const withOnly = (some: readonly Root[]): DocumentNode => {
    const selections = some.map(({ selection }) => selection);
    const left = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
    return { ...document, definitions: [left, ...usedIn(left, fragments)] };
  };
  const left = withOnly(others);
  const rest = Object.create(request, {
    document: { value: left },
    operation: { value: left.definitions[0] },
  }) as R;
  return { descriptions: descriptions.map(withOnly), rest: others.length > 0 ? rest : null };
}

/** The fields at the root, each in the fragments that it stands in, since those may be left out. */
function rootsOf(
  selections: readonly SelectionNode[],
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): Root[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      const { name, alias = name } = selection;
      return [{ name: name.value, key: alias.value, selection }];
    }
    const { selectionSet } = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value]! : selection;
    return rootsOf(selectionSet.selections, fragments).map((inside) => ({
      ...inside,
      selection: around(inside.selection, selection),
    }));
  });
}

/** The fragments that are still needed: the planner reads them all. */
function usedIn(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  used = new Set<FragmentDefinitionNode>(),
): Set<FragmentDefinitionNode> {
  visit(node.selectionSet, {
    FragmentSpread({ name }) {
      const fragment = fragments[name.value]!;
      if (!used.has(fragment)) usedIn(fragment, fragments, used.add(fragment));
    },
  });
  return used;
}

const around = (inside: SelectionNode, { directives = [] }: SelectionNode): SelectionNode => ({
  kind: Kind.INLINE_FRAGMENT,
  directives,
  selectionSet: { kind: Kind.SELECTION_SET, selections: [inside] },
});

/** Answers descriptions one after the other; other requests are served in between. */
export async function describe(
  descriptions: readonly DocumentNode[],
  { schema, request }: Request,
): Promise<{ data: Record<string, unknown>; errors: GraphQLError[] }> {
  const told = { data: {}, errors: [] as GraphQLError[] };
  for (const document of descriptions) {
    const { data, errors = [] } = await execute({ schema, document, variableValues: request.variables ?? {} });
    Object.assign(told.data, data);
    told.errors.push(...errors);
    await breathe();
  }
  return told;
}
