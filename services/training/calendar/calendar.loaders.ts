import DataLoader from 'dataloader';
import { today } from '../../../packages/calendar/clock.ts';
import { perRequest } from '../../../packages/platform/read/loader.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Session } from '../session/session.entity.ts';

export type Shown = Pick<
  Session,
  | 'id'
  | 'placeId'
  | 'theme'
  | 'state'
  | 'scheduledOn'
  | 'heldOn'
  | 'startTime'
  | 'minutes'
  | 'seats'
  | 'courseName'
  | 'accessibility'
  | 'revision'
  | 'changedAt'
>;

/**
 * What a place's calendar shows, in order: its collective sessions open to all, from a year ago on. Those kept for the
 * users of one organisation are not shown, since when and where they meet is theirs to tell.
 */
export const shownByPlace = perRequest<ServiceContext, string, Shown[]>(
  ({ sql, clock }) =>
    new DataLoader(async (placeIds) => {
      const rows = await sql.rows<Shown>(
        `select id, place_id, theme, state, scheduled_on, held_on, start_time, minutes, seats, course_name, accessibility,
                revision, changed_at
           from session
          where place_id = any($1) and kind = 'COLLECTIVE' and mode in ('ON_SITE', 'TELE_TRAINING')
            and organisation_id is null
            and coalesce(held_on, scheduled_on) >= $2::date - interval '1 year'
          order by coalesce(held_on, scheduled_on), id`,
        [placeIds, today(clock)],
      );
      const byPlace = Map.groupBy(rows, ({ placeId }) => placeId);
      return placeIds.map((placeId) => byPlace.get(placeId) ?? []);
    }),
);
