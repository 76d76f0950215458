import { foreignIdsOf, type Foreign } from './foreign-id.ts';
import type { Named } from '../peers/noun.ts';

/** A foreign id of an input, and where it stands there. */
export interface Found {
  named: Named;
  /** `attendances.0.personId` */
  path: string;
  /** Puts another id in its place. */
  replace(id: string): void;
}

/**
 * Every foreign id of an input of that day, however deep. A line that has an `on` of its own, as of a register of many days,
 * is of that day.
 */
export function findNames(input: object, day: string, path = ''): Found[] {
  const own = foreignIdsOf(input.constructor).flatMap((foreign) => namesIn(input, foreign, day, path));
  const inner = Object.entries(input).flatMap(([property, value]) =>
    typeof value === 'object' && value !== null ? findNames(value, dayOf(value) ?? day, `${path}${property}.`) : [],
  );
  return [...own, ...inner];
}

/** The day an input says of itself. */
export const dayOf = (input: { on?: unknown }): string | null => (typeof input.on === 'string' ? input.on : null);

function namesIn(input: object, foreign: Foreign, day: string, path: string): Found[] {
  const { property, noun } = foreign;
  const value = (input as Record<string, unknown>)[property];
  if (typeof value !== 'string') return [];
  const replace = (kept: string): void => void Object.assign(input, { [property]: kept });
  return [
    {
      named: { noun, id: value, ...daysOf(foreign, input, day) },
      path: `${path}${property}`,
      replace,
    },
  ];
}

function daysOf({ ever, during }: Foreign, input: object, day: string): Pick<Named, 'from' | 'to'> {
  if (ever) return { from: null, to: null };
  const [from, to] = during?.(input as never) ?? [day, day];
  return { from, to };
}
