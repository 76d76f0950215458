import DataLoader from 'dataloader';
import type { Reader } from '../database/reader.ts';

/** What a loader needs of a request. */
export interface Loading {
  sql: Reader;
}

/** Stands for what a request has loaded so far; another one after each change. */
const generations = new WeakMap<object, object>();
const generationOf = (context: object): object => generations.get(context) ?? context;

/** Drops what a request has loaded, since something was changed: its next mutation, or what it shows, reads anew. */
export function forgetLoaded(context: object): void {
  generations.set(context, {});
}

/** A loader that lives as long as its request, or until the request changes something. */
export function perRequest<C extends object, K, V>(
  make: (context: C) => DataLoader<K, V>,
): (context: C) => DataLoader<K, V> {
  const loaders = new WeakMap<object, DataLoader<K, V>>();
  return (context) => {
    const generation = generationOf(context);
    let loader = loaders.get(generation);
    if (!loader) loaders.set(generation, (loader = make(context)));
    return loader;
  };
}

/** Loads the one row of each key, or null. `sql` takes the keys as `$1::text[]`. */
export function oneByKey<Row>(sql: string, keyOf: (row: Row) => string) {
  return perRequest<Loading, string, Row | null>(
    (context) =>
      new DataLoader(async (keys) => {
        const rows = await context.sql.rows<Row>(sql, [keys]);
        const byKey = new Map(rows.map((row) => [keyOf(row), row]));
        return keys.map((key) => byKey.get(key) ?? null);
      }),
  );
}

/** Loads all rows of each key, in the statement's order. `sql` takes the keys as `$1::text[]`. */
export function manyByKey<Row>(sql: string, keyOf: (row: Row) => string) {
  return perRequest<Loading, string, Row[]>(
    (context) =>
      new DataLoader(async (keys) => {
        const rows = await context.sql.rows<Row>(sql, [keys]);
        const byKey = Map.groupBy(rows, keyOf);
        return keys.map((key) => byKey.get(key) ?? []);
      }),
  );
}
