import { tidy } from '../../platform/schema/decimal.ts';
import type { FigureBounds, FigureReason } from './figure.ts';

/** A figure known to the last unit. */
export function exactly(value: number): FigureBounds {
  return { value, atLeast: value, atMost: value, status: 'EXACT', reason: null };
}

/** A figure known to lie between two bounds, both included; `atMost` null when nothing bounds it above. */
export function between(atLeast: number, atMost: number | null, reason: FigureReason): FigureBounds {
  if (atLeast === atMost) return exactly(atLeast);
  return { value: atMost, atLeast, atMost, status: 'BOUNDED', reason };
}

/** A figure that exists and is not told. */
export function protectedFigure(reason: FigureReason = 'BELOW_THRESHOLD'): FigureBounds {
  return { value: null, atLeast: null, atMost: null, status: 'PROTECTED', reason };
}

/** A figure that does not exist. */
export function unavailable(reason: FigureReason): FigureBounds {
  return { value: null, atLeast: null, atMost: null, status: 'UNAVAILABLE', reason };
}

/** The same, exact only as of when it was last told; what is not exact says why already. */
export function asLastTold(figure: FigureBounds): FigureBounds {
  return figure.status === 'EXACT' ? { ...figure, reason: 'AS_LAST_TOLD' } : figure;
}

/** a + b + …, bounds included. Unavailable when any part is, else protected when any part is. */
export function sumFigures(...parts: readonly FigureBounds[]): FigureBounds {
  const untold = worst(parts);
  if (untold) return untold;
  const atLeast = tidy(parts.reduce((sum, part) => sum + part.atLeast!, 0));
  const bounded = parts.every(({ atMost }) => atMost !== null);
  const atMost = bounded ? tidy(parts.reduce((sum, part) => sum + part.atMost!, 0)) : null;
  return noted(between(atLeast, atMost, reasonOf(parts)), parts);
}

/** a ÷ b for figures that are not negative, as widely as their bounds leave open. */
export function figureRatio(a: FigureBounds, b: FigureBounds): FigureBounds {
  const untold = worst([a, b]);
  if (untold) return untold;
  if (b.atMost === 0) return unavailable('NOTHING_TO_DIVIDE_BY');
  const atLeast = b.atMost === null ? 0 : tidy(a.atLeast! / b.atMost);
  const atMost = a.atMost === null || b.atLeast === 0 ? null : tidy(a.atMost / b.atLeast!);
  return noted(between(atLeast, atMost, reasonOf([a, b])), [a, b]);
}

/** A part ÷ the whole it is a part of: never more than 1. */
export function figureShare(part: FigureBounds, whole: FigureBounds): FigureBounds {
  const share = figureRatio(part, whole);
  return share.status === 'BOUNDED'
    ? between(share.atLeast!, Math.min(share.atMost ?? 1, 1), reasonOf([share]))
    : share;
}

function worst(parts: readonly FigureBounds[]): FigureBounds | null {
  const found =
    parts.find(({ status }) => status === 'UNAVAILABLE') ?? parts.find(({ status }) => status === 'PROTECTED');
  return found
    ? { value: null, atLeast: null, atMost: null, status: found.status, reason: found.reason ?? null }
    : null;
}

const noted = (figure: FigureBounds, parts: readonly FigureBounds[]): FigureBounds =>
  parts.some(({ reason }) => reason === 'AS_LAST_TOLD') ? asLastTold(figure) : figure;

function reasonOf(parts: readonly FigureBounds[]): FigureReason {
  return parts.find(({ status, reason }) => status === 'BOUNDED' && reason)?.reason ?? 'PART_IN_OTHER_PLACES';
}
