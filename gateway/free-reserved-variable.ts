import { parse, print, visit, type DocumentNode } from 'graphql';

const RESERVED = 'representations';
const FREE = 'clientRepresentations';

interface Request {
  document: DocumentNode;
  source: string;
  queryHash: string;
  request: { query?: string; variables?: Record<string, unknown> };
}

/**
 * Renames a client's variable that bears the name the query planner keeps for itself: `representations`. The gateway
 * would refuse the fetches that need it, or send two variables of one name.
 */
export function freeReservedVariable<R extends Request>(request: R): R {
  if (!request.source.includes(`$${RESERVED}`)) return request;
  const document = renamed(request.document);
  const { [RESERVED]: value, ...others } = request.request.variables ?? {};
  const variables = value === undefined ? others : { ...others, [FREE]: value };
  // The plan is kept under the hash: a document that has changed needs another.
  return Object.create(request, {
    document: { value: document },
    queryHash: { value: `${request.queryHash}-${FREE}` },
    request: { value: { ...request.request, variables } },
  }) as R;
}

function renamed(document: DocumentNode): DocumentNode {
  const changed = visit(document, {
    Variable: (node) => (node.name.value === RESERVED ? { ...node, name: { ...node.name, value: FREE } } : undefined),
  });
  return parse(print(changed));
}
