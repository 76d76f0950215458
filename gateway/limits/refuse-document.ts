import { Lexer, parse, Source, TokenKind } from 'graphql';
import { keepRecent } from '../data-source/keep-recent.ts';
import { LIMITS } from './limits.ts';
import { measureDocument } from './measure-document.ts';

export type LimitName = keyof typeof LIMITS;

/** Why a document is refused unread: what it asks too much of. */
export interface Excess {
  limit: LimitName;
  allowed: number;
}

const KEPT_VERDICTS = 500;

/** Tells of a document what it asks too much of, or null. A text that does not parse is left to the server to explain. */
export function createDocumentCheck(): (text: string) => Excess | null {
  const verdicts = keepRecent<Excess | null>(KEPT_VERDICTS);
  return (text) => (text.length > LIMITS.characters ? excess('characters') : verdicts.get(text, excessOf));
}

function excessOf(text: string): Excess | null {
  try {
    if (hasTooManyTokens(text)) return excess('tokens');
    const size = measureDocument(parse(text, { noLocation: true }));
    const limit = (Object.keys(size) as (keyof typeof size)[]).find((name) => size[name] > LIMITS[name]);
    return limit ? excess(limit) : null;
  } catch {
    return null;
  }
}

function hasTooManyTokens(text: string): boolean {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  while (lexer.advance().kind !== TokenKind.EOF) {
    tokens += 1;
    if (tokens > LIMITS.tokens) return true;
  }
  return false;
}

const excess = (limit: LimitName): Excess => ({ limit, allowed: LIMITS[limit] });
