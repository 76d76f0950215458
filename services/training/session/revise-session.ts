import type { Session } from './session.entity.ts';

/** Marks a change, so that calendars that follow the session's place take it over. */
export function revise(session: Session, now: Date): void {
  session.revision += 1;
  session.changedAt = now;
}
