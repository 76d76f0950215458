import type { Changes } from '../../packages/geography/changes.ts';

/** The text of a committed table, the same for the same changes; a line for each, so that a difference can be read. */
export function tableOfChanges(source: string, { communes, memberships, epciNames }: Changes): string {
  const lists = Object.entries({
    communes: communes.map(({ code, from, to, name, successors }) => ({ code, from, to, name, successors })),
    memberships: memberships.map(({ from, to, epci, communes: members }) => ({ from, to, epci, communes: members })),
    epciNames: epciNames.map(({ epci, to, name }) => ({ epci, to, name })),
  });
  const parts = lists.map(([name, rows]) => {
    const lines = rows.map((row) => JSON.stringify(row)).toSorted(byPlain);
    return `  "${name}": [\n${lines.map((line) => `    ${line}`).join(',\n')}\n  ]`;
  });
  return `{\n  "source": ${JSON.stringify(source)},\n${parts.join(',\n')}\n}\n`;
}

const byPlain = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
