import type { GraphQLField, GraphQLResolveInfo, GraphQLSchema } from 'graphql';

/** Parts of the schema's own description, and how often each stands in one place of an answer. */
export type Described = ReadonlyMap<unknown, number>;

/** Where a description begins. */
export const NOTHING_YET: Described = new Map([[undefined, 1]]);

export const timesOf = (parts: Described): number => [...parts.values()].reduce((sum, times) => sum + times, 0);

/** What a field of the description leads to: exactly, since types have from none to two hundred fields. */
export function described(
  from: Described,
  { resolve }: GraphQLField<unknown, unknown>,
  args: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
): Described {
  const found = new Map<unknown, number>();
  for (const [thing, times] of from) {
    const parts = resolve!(thing, args, undefined, { schema } as GraphQLResolveInfo);
    for (const part of Array.isArray(parts) ? parts : [parts]) {
      if (part) found.set(part, (found.get(part) ?? 0) + times);
    }
  }
  return found;
}
