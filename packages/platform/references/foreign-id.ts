import { IsIdOf, IsOrganisationId, IsSlug } from './id-forms.ts';
import type { Noun } from '../peers/noun.ts';

/** When a thing must have existed, where that is not the day of the act. */
export interface When<Input = never> {
  /** Whether it is enough that it ever did: an organisation that has closed may still be written to. */
  ever?: boolean;
  /** The first day and the last of what is said of it; a day in common is enough. */
  during?(input: Input): [string, string];
}

/** One property of an input that holds an id, or ids, of another service. */
export interface Foreign extends When {
  property: string;
  noun: Noun;
}

const declared = new Map<unknown, Foreign[]>();

/**
 * An id that another service owns: `@ForeignId('organisation') donorId!: string`. Its form is checked as the input comes in
 * (`INVALID_INPUT`). Before the verb runs, `act` asks the owner what it names on the day of the act, refuses what the owner
 * refuses (`NOT_FOUND`, `ORGANISATION_CLOSED`, `PROGRAMME_ENDED`, `ERASED`…), and puts the id under which the owner keeps
 * the thing in its place. The verb itself has nothing left to do.
 */
export const ForeignId =
  <Input = never>(noun: Noun, when: When<Input> = {}): PropertyDecorator =>
  (target, property) => {
    FORM[noun](target, property);
    const input = target.constructor;
    const foreign: Foreign = { property: String(property), noun, ...when };
    declared.set(input, [...(declared.get(input) ?? []), foreign]);
  };

const FORM: Record<Noun, PropertyDecorator> = {
  organisation: IsOrganisationId(),
  programme: IsSlug(),
  person: IsIdOf('person'),
  loan: IsIdOf('loan'),
};

/** What a class of input declares, with what the classes above it do. */
export function foreignIdsOf(input: unknown): readonly Foreign[] {
  if (typeof input !== 'function') return [];
  return [...foreignIdsOf(Object.getPrototypeOf(input)), ...(declared.get(input) ?? [])];
}

const REFUSALS: Record<Noun, readonly string[]> = {
  organisation: ['NOT_FOUND', 'ORGANISATION_CLOSED', 'PARTNERS_UNREACHABLE'],
  programme: ['NOT_FOUND', 'PROGRAMME_NOT_BEGUN', 'PROGRAMME_ENDED', 'PARTNERS_UNREACHABLE'],
  person: ['NOT_FOUND', 'ERASED', 'LENDING_UNREACHABLE'],
  loan: ['NOT_FOUND', 'LOAN_OVER', 'LENDING_UNREACHABLE'],
};

/** The codes that foreign ids may be refused with, for the description of a verb: `NOT_FOUND, ERASED, …`. */
export const refusedFor = (...nouns: Noun[]): string =>
  [...new Set(nouns.flatMap((noun) => REFUSALS[noun]))].join(', ');
