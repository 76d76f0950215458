import { Refusal } from '../refusals/refusal.ts';

/**
 * Runs the work on one line of a list; a refusal then names the line it is about: `computers.12.computerId`. Without a list
 * there is but one subject, and fields that all lines share are named as they are.
 */
export function atLine<T>(
  list: string | undefined,
  index: number,
  work: () => T,
  { shared = [] }: { shared?: readonly string[] } = {},
): T {
  try {
    return work();
  } catch (error) {
    if (!list || !(error instanceof Refusal) || shared.includes(error.field ?? '')) throw error;
    throw new Refusal(error.code, [list, index, error.field ?? []].flat().join('.'), error.sentence);
  }
}
