import type { Example } from '../examples.ts';

/** What both editors hold when the page opens. */
export interface Opening {
  query: string;
  variables: string;
}

interface Tabs {
  activeTabIndex: number;
  tabs: { query: string | null; variables: string | null }[];
}

/**
 * What the tab held that was open last, or the first example. GraphiQL itself opens with the variables that were typed last,
 * whatever tab they were of, and with none when none were.
 */
export function openingFrom(storage: Pick<Storage, 'getItem'>, first: Example | undefined): Opening {
  const kept = keptTab(storage.getItem('graphiql:tabState'));
  if (kept) return { query: kept.query ?? '', variables: kept.variables ?? '' };
  return { query: first?.document ?? '', variables: JSON.stringify(first?.variables ?? {}, null, 2) };
}

function keptTab(state: string | null): Tabs['tabs'][number] | undefined {
  try {
    const { tabs, activeTabIndex } = JSON.parse(state ?? '{}') as Partial<Tabs>;
    return tabs?.[activeTabIndex ?? 0];
  } catch {
    return undefined;
  }
}
