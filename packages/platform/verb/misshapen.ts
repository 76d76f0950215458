import { validate, type ValidationError } from 'class-validator';
import { Refusal, type Sentence } from '../refusals/refusal.ts';
import { GraphQLLocalDate } from '../schema/scalars.ts';
import { whyTooLongAgo } from './first-day.ts';
import { inputFieldsOf, type InputField } from './input-fields.ts';
import { visibleText } from './visible-text.ts';
import { mayHaveLines } from './several-lines.ts';

/**
 * `INVALID_INPUT`: what is wrong with the shape of an input, in both languages, and where; null when nothing is. Texts lose
 * the blanks at their ends first, so that what was shown is what is kept.
 */
export async function whyMisshapen(input: object): Promise<Refusal<'INVALID_INPUT'> | null> {
  const mistyped = whyMistyped(input, []);
  if (mistyped) return mistyped;
  const [first] = await validate(input, { forbidUnknownValues: false, stopAtFirstError: true });
  if (first) return misshapen(first, []);
  const unreadable = findUnreadable(input);
  return unreadable && invalid(unreadable.path.join('.'), ...unreadable.why);
}

/** What the type of a field in the graph says of its value, at any depth: no field can be without it. */
function whyMistyped(input: object, above: readonly string[]): Refusal<'INVALID_INPUT'> | null {
  const values = input as Record<string, unknown>;
  for (const field of inputFieldsOf(input)) {
    const value = values[field.name];
    const path = [...above, field.name];
    for (const [index, one] of [value].flat().entries()) {
      const refusal = whyNotOfType(one, field, Array.isArray(value) ? [...path, String(index)] : path);
      if (refusal) return refusal;
    }
    if (typeof value === 'string' && field.type === String) values[field.name] = visibleText(value);
  }
  return null;
}

function whyNotOfType(
  value: unknown,
  { type, isRequired }: InputField,
  path: string[],
): Refusal<'INVALID_INPUT'> | null {
  if (typeof value === 'object' && value !== null) return whyMistyped(value, path);
  if (typeof value !== 'string') return null;
  if (type === GraphQLLocalDate) return whyTooLongAgo(value, path.join('.'));
  // That a text may be empty is for its own decorators to say.
  if (type !== String || !isRequired || value === '' || visibleText(value) !== '') return null;
  return invalid(path.join('.'), 'must hold something that can be seen', 'doit contenir quelque chose de visible');
}

function misshapen(error: ValidationError, above: string[]): Refusal<'INVALID_INPUT'> {
  const path = [...above, error.property];
  const [nested] = error.children ?? [];
  if (nested) return misshapen(nested, path);
  const [[constraint, english] = ['', `${error.property} is not valid`]] = Object.entries(error.constraints ?? {});
  return new Refusal('INVALID_INPUT', path.join('.'), bothLanguages(constraint, english, error.property));
}

/** The library speaks English; its sentence is said again in French, with the same figures and example. */
function bothLanguages(constraint: string, english: string, property: string): Sentence {
  const figures = english.slice(english.indexOf(property) + property.length).match(/-?\d+(\.\d+)?/g) ?? [];
  const [, example] = /such as (".+)$/s.exec(english) ?? [];
  const french = example
    ? `n'a pas la forme attendue, par exemple ${example}`
    : IN_FRENCH[constraint]?.(figures, english);
  return { en: `${english}.`, fr: `${property} ${french ?? "n'est pas valable"}.` };
}

type Figures = readonly string[];

const IN_FRENCH: Record<string, (figures: Figures, english: string) => string> = {
  isLength: ([bound], english) => `doit avoir au ${english.includes('longer') ? 'moins' : 'plus'} ${bound} caractères`,
  minLength: ([least]) => `doit avoir au moins ${least} caractères`,
  maxLength: ([most]) => `doit avoir au plus ${most} caractères`,
  min: ([least]) => `doit valoir au moins ${least}`,
  max: ([most]) => `doit valoir au plus ${most}`,
  isInt: () => 'doit être un nombre entier',
  isPositive: () => 'doit être plus grand que zéro',
  isNumber: ([decimals]) => (decimals ? `doit être un nombre d'au plus ${decimals} décimales` : 'doit être un nombre'),
  isEmail: () => 'doit être une adresse électronique',
  arrayMinSize: ([least]) => `doit compter au moins ${least} éléments`,
  arrayMaxSize: ([most]) => `doit compter au plus ${most} éléments`,
  arrayNotEmpty: () => 'ne doit pas être vide',
  arrayUnique: () => 'ne doit pas répéter un élément',
};

interface Unreadable {
  path: readonly string[];
  /** In English and in French. */
  why: readonly [string, string];
}

/** The first text of an input that holds what no text of its kind does. */
function findUnreadable(value: unknown, path: readonly string[] = [], severalLines = false): Unreadable | null {
  if (typeof value === 'string') {
    const why = whyUnreadable(value, severalLines);
    return why && { path, why };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = findUnreadable(inner, [...path, name], severalLines || mayHaveLines(value, name));
    if (found) return found;
  }
  return null;
}

// Tabs, and what ends a line for one reader or another.
const BREAKS = /[\t-\r\x85\u2028\u2029]/g;
const CONTROLS = /\p{Cc}/u;

/** PostgreSQL keeps every character in a text but NUL; a line break in a name is another line wherever it is printed. */
function whyUnreadable(text: string, severalLines: boolean): Unreadable['why'] | null {
  if (text.includes('\0')) return ['may not hold the character NUL', 'ne peut pas contenir le caractère NUL'];
  const line = text.replace(BREAKS, '');
  if (CONTROLS.test(line)) return ['may not hold a control character', 'ne peut pas contenir de caractère de contrôle'];
  if (severalLines || line === text) return null;
  return [
    'is one line, without tabs: write it without a break',
    'tient sur une ligne, sans tabulation : écrivez-le sans retour',
  ];
}

const invalid = (field: string, en: string, fr: string): Refusal<'INVALID_INPUT'> =>
  new Refusal('INVALID_INPUT', field, { en: `${field} ${en}.`, fr: `${field} ${fr}.` });
