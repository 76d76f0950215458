import DataLoader from 'dataloader';
import { serviceViewer } from '../../../packages/platform/peers/call-peer.ts';
import { firstDay, lastDay } from '../../../packages/calendar/period.ts';
import { perRequest } from '../../../packages/platform/read/loader.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';

/** One donor and one period. */
export interface Gift {
  donorId: string;
  period: string;
}

/** Machines that donors gave and the workshop collected in a period, counted as the service itself: for any number in one statement. */
export const computersGiven = perRequest<ServiceContext, Gift, number>(
  ({ database, association, hub }) =>
    new DataLoader(
      async (gifts) => {
        const rows = await database.reader(serviceViewer('inventory', { association, hub })).rows<{ given: number }>(
          `select count(m.computer_id)::int as given
             from unnest($1::text[], $2::date[], $3::date[]) with ordinality as gift(donor_id, first_day, last_day, number)
             left join computer c on c.donor_id = gift.donor_id
             left join milestone m on m.computer_id = c.id and m.kind = 'COLLECTED' and m.is_counted
              and m.reached_on between gift.first_day and gift.last_day
            group by gift.number order by gift.number`,
          [
            gifts.map(({ donorId }) => donorId),
            gifts.map(({ period }) => firstDay(period)),
            gifts.map(({ period }) => lastDay(period)),
          ],
        );
        return rows.map(({ given }) => given);
      },
      { cacheKeyFn: ({ donorId, period }) => `${donorId} ${period}` as unknown as Gift },
    ),
);
