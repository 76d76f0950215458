/** A stretch in which a commune bore one name; `to` null while it lasts, `from` null when it began before these sources. */
export interface CommuneLine {
  code: string;
  from: string | null;
  to: string | null;
  name: string;
  /** What its land became on the day `to`; its own code when it lived on. */
  successors: readonly string[];
}

/** Communes that were in an EPCI until a day. */
export interface MembershipLine {
  from: string | null;
  to: string;
  epci: string;
  communes: readonly string[];
}

/** The name an EPCI bore until a day. */
export interface EpciNameLine {
  epci: string;
  to: string;
  name: string;
}

/** What changed, as one committed file tells it. */
export interface Changes {
  communes: readonly CommuneLine[];
  memberships: readonly MembershipLine[];
  epciNames: readonly EpciNameLine[];
}

/** The text of a committed file, the same for the same changes. */
export function fileOfChanges(comment: string, { communes, memberships, epciNames }: Changes): string {
  const lines = {
    COMMUNES: communes.map(({ code, from, to, name, successors }) =>
      [code, from, to, name, successors.join(' ')].map((cell) => cell ?? '').join('|'),
    ),
    MEMBERSHIPS: memberships.map(({ from, to, epci, communes: members }) =>
      [from ?? '', to, epci, members.join(' ')].join('|'),
    ),
    EPCI_NAMES: epciNames.map(({ epci, to, name }) => [epci, to, name].join('|')),
  };
  const parts = Object.entries(lines).map(
    ([name, rows]) => `export const ${name} = \`\n${rows.toSorted().join('\n')}\n\`;\n`,
  );
  return `${comment}\n\n${parts.join('\n')}`;
}
