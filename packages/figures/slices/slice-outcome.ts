/** What becomes of a slice that is received. */
export const SliceOutcome = {
  APPLIED: 'APPLIED',
  DUPLICATE: 'DUPLICATE',
  STALE: 'STALE',
  CONFLICT: 'CONFLICT',
  REFUSED: 'REFUSED',
} as const;
export type SliceOutcome = keyof typeof SliceOutcome;
