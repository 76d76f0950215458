/** Whoever is refused tries again every minute; once an hour is enough to read of it. */
const QUIET_MS = 3_600_000;
const MOST_KEPT = 1_000;

/** When what was last told, by whom it was told. */
const lastTold = new WeakMap<object, Map<string, number>>();

/** Whether `owner` has told nothing of `what` for an hour; noted as told. */
export function isOnceAnHour(owner: object, what: string, now: Date): boolean {
  const told = lastTold.get(owner) ?? new Map<string, number>();
  lastTold.set(owner, told);
  if (now.getTime() - (told.get(what) ?? -Infinity) < QUIET_MS) return false;
  if (told.size >= MOST_KEPT) told.clear();
  told.set(what, now.getTime());
  return true;
}
