import { Refusal, refuse } from '../platform/refusals/refusal.ts';
import { FIRST_DAY, whyTooLongAgo } from '../platform/verb/first-day.ts';
import { plainly, type Columns } from './columns.ts';

const DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?$/;
const FRENCH_DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

/** The cells of one line, by the field of their column. An empty cell is null; refusals name the field. */
export class Cells {
  constructor(
    private readonly columns: Columns,
    private readonly cells: readonly string[],
  ) {}

  /**
   * The text of a cell, without HTML, which some exports leave in: `<a href="…">Laptop</a>` → "Laptop". Refuses
   * `SEVERAL_LINES`: nothing that is kept has any.
   */
  text(field: string): string | null {
    const place = this.columns.at.get(field);
    const cell = place === undefined ? '' : this.cells[place]!;
    if (cell.includes('\n') && !cell.startsWith('<')) throw severalLines(field);
    const text = cell.startsWith('<')
      ? unescaped(cell.replace(/<[^<>]*>/g, ' '))
          .replace(/\s+/g, ' ')
          .trim()
      : cell;
    return text === '' ? null : text;
  }

  /** A text that must be there. Refuses `VALUE_MISSING`. */
  required(field: string): string {
    const text = this.text(field);
    if (text !== null) return text;
    throw new Refusal('VALUE_MISSING', field, {
      en: 'This cell may not be empty; fill it in.',
      fr: 'Cette cellule ne peut pas être vide ; remplissez-la.',
    });
  }

  /** A day, written 2011-06-15 or 15/06/2011, as '2011-06-15'. Refuses `NOT_A_DAY`, and `INVALID_INPUT` before the first. */
  day(field: string, { first = FIRST_DAY } = {}): string | null {
    const text = this.text(field);
    if (text === null) return null;
    const [, year, month, day] = DAY.exec(text) ?? reversed(FRENCH_DAY.exec(text)) ?? [];
    const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
    // The calendar rolls 31 June over to 1 July instead of refusing it.
    const exists = year !== undefined && new Date(`${iso}T00:00Z`).toJSON()?.startsWith(iso);
    if (exists) {
      refuse(whyTooLongAgo(iso, field, first));
      return iso;
    }
    throw new Refusal('NOT_A_DAY', field, {
      en: `"${text}" is no day of the calendar; write it 2011-06-15 or 15/06/2011.`,
      fr: `« ${text} » n'est pas un jour du calendrier ; écrivez-le 2011-06-15 ou 15/06/2011.`,
    });
  }

  /** A whole number. Refuses `NOT_A_NUMBER`. */
  integer(field: string): number | null {
    const text = this.text(field);
    if (text === null) return null;
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new Refusal('NOT_A_NUMBER', field, {
      en: `"${text}" is no whole number; write figures only.`,
      fr: `« ${text} » n'est pas un nombre entier ; n'écrivez que des chiffres.`,
    });
  }

  /** What a word stands for, whatever its case and accents. Refuses `UNKNOWN_WORD`, naming the words that are known. */
  word<Meaning>(field: string, words: Readonly<Record<string, Meaning>>): Meaning | null {
    const text = this.text(field);
    return text === null ? null : meaningOf(field, text, words);
  }

  /** What each of several words stands for, between `|` or `;`. */
  words<Meaning>(field: string, words: Readonly<Record<string, Meaning>>): Meaning[] {
    const parts = (this.text(field) ?? '').split(/[|;]/).map((part) => part.trim());
    const meanings = parts.filter((part) => part !== '').map((part) => meaningOf(field, part, words));
    return [...new Set(meanings)];
  }
}

function meaningOf<Meaning>(field: string, text: string, words: Readonly<Record<string, Meaning>>): Meaning {
  const found = Object.entries(words).find(([word]) => plainly(word) === plainly(text));
  if (found) return found[1];
  const known = Object.keys(words).join(', ');
  throw new Refusal('UNKNOWN_WORD', field, {
    en: `"${text}" is not understood here; write one of: ${known}.`,
    fr: `« ${text} » n'est pas compris ici ; écrivez l'un de : ${known}.`,
  });
}

const severalLines = (field: string): Refusal =>
  new Refusal('SEVERAL_LINES', field, {
    en: 'This cell goes over several lines; write it on one, or look for a quotation mark too many.',
    fr: 'Cette cellule tient sur plusieurs lignes ; écrivez-la sur une seule, ou cherchez un guillemet de trop.',
  });

const reversed = (match: RegExpExecArray | null): string[] | null =>
  match && [match[0], match[3]!, match[2]!, match[1]!];

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#039': "'", nbsp: ' ' };
const unescaped = (html: string): string => html.replace(/&(#?\w+);/g, (all, name: string) => ENTITIES[name] ?? all);
