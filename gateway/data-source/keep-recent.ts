/** A map that forgets its least recently used entry beyond `limit`. */
export interface Recent<V> {
  /** The kept value of `key`, or the one `make` gives, kept from now on. */
  get(key: string, make: (key: string) => V): V;
}

export function keepRecent<V>(limit: number): Recent<V> {
  const entries = new Map<string, V>();
  return {
    get(key, make) {
      const value = entries.has(key) ? (entries.get(key) as V) : make(key);
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > limit) entries.delete(entries.keys().next().value as string);
      return value;
    },
  };
}
