const format = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', dateStyle: 'long' });

const KINDS: Record<string, string> = {
  LAPTOP: 'portable',
  DESKTOP: 'fixe',
  ALL_IN_ONE: 'tout-en-un',
  TABLET: 'tablette',
};

/** What kind of computer it is, as French papers say; nothing for a kind that lending was not told. */
export const kindInFrench = (kind: string | null | undefined): string => KINDS[kind ?? ''] ?? '';

/** A day as French papers write it: `14 juin 2012`. */
export const inFrench = (day: string): string => format.format(new Date(`${day}T00:00:00Z`)).replace(/^1 /, '1er ');
