const format = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', dateStyle: 'long' });

/** A day as French papers write it: `14 juin 2012`. */
export const inFrench = (day: string): string => format.format(new Date(`${day}T00:00:00Z`)).replace(/^1 /, '1er ');
