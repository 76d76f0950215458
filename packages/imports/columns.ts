import { Refusal } from '../platform/refusals/refusal.ts';

/** A column that an import understands. */
export interface Column {
  /** What the import calls it: the field of a verb that it fills. */
  field: string;
  /** How files name it, the recommended name first. Case, accents and punctuation do not matter. */
  names: readonly string[];
  /** Whether a file without it is refused. */
  isRequired?: boolean;
}

/** Where the columns of a file are. */
export interface Columns {
  /** Place of each column that is there, by field. */
  at: ReadonlyMap<string, number>;
  /** Names of the file's columns that the import does not understand: nothing of them is kept. */
  ignored: readonly string[];
}

/** Finds the columns in a header. Refuses `COLUMN_MISSING` and `COLUMN_TWICE`. */
export function findColumns(header: readonly string[], columns: readonly Column[]): Columns {
  const plain = header.map(plainly);
  const at = new Map<string, number>();
  const understood = new Set<number>();
  for (const { field, names, isRequired = false } of columns) {
    const known = new Set(names.map(plainly));
    const places = plain.flatMap((name, index) => (known.has(name) ? [index] : []));
    if (places.length > 1) throw twice(places.map((place) => header[place]!));
    if (places.length === 0 && isRequired) throw missing(names);
    places.forEach((place) => understood.add(place));
    if (places.length === 1) at.set(field, places[0]!);
  }
  return { at, ignored: header.filter((name, index) => name !== '' && !understood.has(index)) };
}

/** A name or a word without what people write differently: "N° de série" → "n de serie". */
export function plainly(text: string): string {
  const letters = text.normalize('NFD').replace(/\p{Mark}/gu, '');
  return letters
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9@]+/g, ' ')
    .trim();
}

const missing = ([name = '', ...others]: readonly string[]): Refusal =>
  new Refusal('COLUMN_MISSING', 'content', {
    en: `The file has no column "${name}"${others.length > 0 ? ` (nor ${others.join(', ')})` : ''}; add it to the first line.`,
    fr: `Le fichier n'a pas de colonne « ${name} »${others.length > 0 ? ` (ni ${others.join(', ')})` : ''} ; ajoutez-la à la première ligne.`,
  });

const twice = (names: readonly string[]): Refusal =>
  new Refusal('COLUMN_TWICE', 'content', {
    en: `The columns ${names.join(' and ')} say the same; keep one of them.`,
    fr: `Les colonnes ${names.join(' et ')} disent la même chose ; n'en gardez qu'une.`,
  });
