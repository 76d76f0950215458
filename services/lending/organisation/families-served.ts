import DataLoader from 'dataloader';
import { serviceViewer } from '../../../packages/platform/peers/call-peer.ts';
import { today } from '../../../packages/calendar/clock.ts';
import { firstDay, lastDay, type Period } from '../../../packages/calendar/period.ts';
import { perRequest } from '../../../packages/platform/read/loader.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';

/** Households that had a machine of each donor in a period, by the donor's id; '' where the donor is not known. */
export type FamiliesByDonor = ReadonlyMap<string, number>;

interface Row {
  number: number;
  donorId: string;
  families: number;
}

/** For any number of periods in one statement, counted as the service itself: whoever asks sees no loan. */
export const familiesByDonor = perRequest<ServiceContext, Period, FamiliesByDonor>(
  ({ database, association, hub, clock }) =>
    new DataLoader(async (periods) => {
      const rows = await database.reader(serviceViewer('lending', { association, hub })).rows<Row>(
        `select period.number::int as number, coalesce(machine.donor_id, '') as donor_id,
                count(distinct coalesce(loan.household_id, loan.detached_id))::int as families
           from unnest($1::date[], $2::date[]) with ordinality as period(first_day, last_day, number)
           join loan_machine machine on machine.from_on <= least(period.last_day, $3::date)
            and (machine.to_on is null or machine.to_on >= period.first_day)
           join loan on loan.id = machine.loan_id and loan.organisation_id is null
          group by 1, 2`,
        [periods.map(firstDay), periods.map(lastDay), today(clock)],
      );
      const byPeriod = Map.groupBy(rows, ({ number }) => number);
      return periods.map((_period, index) => asMap(byPeriod.get(index + 1) ?? []));
    }),
);

const asMap = (rows: Row[]): FamiliesByDonor => new Map(rows.map(({ donorId, families }) => [donorId, families]));
