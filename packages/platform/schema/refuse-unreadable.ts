import { defaultFieldResolver, getNamedType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { badInput } from '../refusals/bad-input.ts';

/**
 * Refuses, in place and before anything is read, arguments that hold a NUL: PostgreSQL keeps every character in a text but
 * this one, and would answer with an error of its own. `BAD_USER_INPUT`, naming the argument.
 */
export function refuseUnreadableArguments(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) refuseIn(field);
  }
}

type Field = GraphQLField<unknown, unknown>;

function refuseIn(field: Field): void {
  // What other services ask for by key comes from rows.
  if (field.args.length === 0 || field.name.startsWith('_') || refusesItself(field)) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    const path = pathToNul(args);
    if (path) throw badInput(path.join('.'), 'may not hold the character NUL');
    return resolve(source, args, context, info);
  };
}

/** A verb says in its payload what is wrong with its input, in both languages (`whyMisshapen`). */
function refusesItself({ type }: Field): boolean {
  const payload = getNamedType(type);
  return isObjectType(payload) && 'userErrors' in payload.getFields();
}

/** Where a value holds a NUL, by names and places in lists; null when nowhere. */
function pathToNul(value: unknown, path: readonly string[] = []): readonly string[] | null {
  if (typeof value === 'string') return value.includes('\0') ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = pathToNul(inner, [...path, name]);
    if (found) return found;
  }
  return null;
}
