import { Refusal, type Sentence } from '../../../packages/platform/refusals/refusal.ts';

/**
 * A refusal that does not repeat the cell: columns may have slipped, so a name can stand in any of them, and refused lines
 * are kept for a while.
 */
export const unquoted = ({ code, field, sentence }: Refusal): Refusal =>
  new Refusal(code, field, WITHOUT_CELL[code]?.(sentence) ?? sentence);

/** Runs something, and takes the cells out of what it refuses. */
export function unquoting<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof Refusal ? unquoted(error) : error;
  }
}

/** What follows the last of a mark, which the words that are known do not hold. */
const after = (sentence: string, mark: string): string => sentence.slice(sentence.lastIndexOf(mark) + mark.length);

const WITHOUT_CELL: Record<string, (quoting: Sentence) => Sentence> = {
  NOT_A_DAY: () => ({
    en: 'This cell holds no day of the calendar; write it 2011-06-15 or 15/06/2011.',
    fr: 'Cette cellule ne contient pas un jour du calendrier ; écrivez-le 2011-06-15 ou 15/06/2011.',
  }),
  NOT_A_NUMBER: () => ({
    en: 'This cell holds no whole number; write figures only.',
    fr: "Cette cellule ne contient pas un nombre entier ; n'écrivez que des chiffres.",
  }),
  UNKNOWN_WORD: ({ en, fr }) => ({
    en: `The word in this cell is not understood here; write one of: ${after(en, 'write one of: ')}`,
    fr: `Le mot de cette cellule n'est pas compris ici ; écrivez l'un de : ${after(fr, "écrivez l'un de : ")}`,
  }),
  UNKNOWN_COMMUNE: () => ({
    en: 'This cell holds no commune; give its INSEE code, such as 56121 for Lorient.',
    fr: 'Cette cellule ne contient pas une commune ; donnez son code INSEE, par exemple 56121 pour Lorient.',
  }),
  BORN_IN_THE_FUTURE: () => ({
    en: 'This year has not come yet; give the year of birth, or nothing.',
    fr: "Cette année n'est pas encore venue ; donnez l'année de naissance, ou rien.",
  }),
};
