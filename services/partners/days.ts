import { Refusal } from '../../packages/platform/refusals/refusal.ts';

/** Refuses `ENDS_BEFORE_START` when a stretch of days is the wrong way round. */
export function refuseEndBeforeStart(startsOn: string, endsOn: string | null | undefined, field: string): void {
  if (!endsOn || endsOn >= startsOn) return;
  throw new Refusal('ENDS_BEFORE_START', field, {
    en: `It cannot end on ${endsOn}, before it starts on ${startsOn}; give a later day.`,
    fr: `La fin (${endsOn}) ne peut précéder le début (${startsOn}) ; donnez un jour plus tardif.`,
  });
}

/** The day before a day. */
export const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
