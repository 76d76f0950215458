import DataLoader from 'dataloader';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { serviceViewer } from '../../../packages/platform/peers/call-peer.ts';
import { firstDay, lastDay } from '../../../packages/calendar/period.ts';
import { perRequest } from '../../../packages/platform/read/loader.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Gift } from './computers-given.ts';

@ObjectType({ description: 'What a workshop made of the machines of one donor in a period, and how fast.' })
export class DonorReuse {
  @Field(() => Int, { description: 'Machines that reached the workshop in the period.' })
  given!: number;

  @Field(() => Int, { description: 'Machines triaged for the first time in the period.' })
  triaged!: number;

  @Field(() => Int, { description: 'Machines that became READY for the first time in the period.' })
  ready!: number;

  @Field(() => Int, { description: 'Machines first lent in the period.' })
  lent!: number;

  @Field(() => Int, { description: 'Machines recycled in the period.' })
  recycled!: number;

  /** Those of `triaged` that have ever become READY. */
  triagedThenReady!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Days from the pick-up to the first READY, in the median, of the machines given in the period.',
  })
  medianDaysToReady!: number | null;

  @Field(() => Float, { nullable: true, description: 'The same days on average.' })
  meanDaysToReady!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Days from the pick-up to the first certificate, in the median, of the machines given in the period.',
  })
  medianDaysToCertificate!: number | null;

  @Field(() => Float, { nullable: true, description: 'The same days on average.' })
  meanDaysToCertificate!: number | null;
}

/** What became of the machines of any number of donors and periods, counted as the service itself, in one statement. */
export const donorReuse = perRequest<ServiceContext, Gift, DonorReuse>(
  ({ database, association, hub }) =>
    new DataLoader(
      (gifts) => {
        const donors = gifts.map(({ donorId }) => donorId);
        const days = [gifts.map(({ period }) => firstDay(period)), gifts.map(({ period }) => lastDay(period))];
        return database
          .reader(serviceViewer('inventory', { association, hub }))
          .rows<DonorReuse>(REUSE, [donors, ...days]);
      },
      { cacheKeyFn: ({ donorId, period }) => `${donorId} ${period}` as unknown as Gift },
    ),
);

const inPeriod = (day: string): string => `${day} between gift.first_day and gift.last_day`;
const countIf = (condition: string): string => `(count(*) filter (where ${condition}))::int`;
const days = (until: string): string => `(${until} - collected_on)::int`;
const median = (until: string): string =>
  `percentile_cont(0.5) within group (order by ${days(until)}) filter (where ${inPeriod('collected_on')})`;
const mean = (until: string): string =>
  `(avg(${days(until)}) filter (where ${inPeriod('collected_on')}))::double precision`;

const REUSE = `
  select ${countIf(inPeriod('collected_on'))} as given, ${countIf(inPeriod('triaged_on'))} as triaged,
         ${countIf(inPeriod('first_ready_on'))} as ready, ${countIf(inPeriod('lent_on'))} as lent,
         ${countIf(inPeriod('recycled_on'))} as recycled,
         ${countIf(`${inPeriod('triaged_on')} and ready_on is not null`)} as triaged_then_ready,
         ${median('ready_on')} as median_days_to_ready, ${mean('ready_on')} as mean_days_to_ready,
         ${median('certified_on')} as median_days_to_certificate, ${mean('certified_on')} as mean_days_to_certificate
    from unnest($1::text[], $2::date[], $3::date[]) with ordinality as gift(donor_id, first_day, last_day, number)
    left join lateral (
      select min(m.reached_on) filter (where m.kind = 'COLLECTED' and m.is_counted) as collected_on,
             min(m.reached_on) filter (where m.kind = 'TRIAGED' and m.is_counted) as triaged_on,
             min(m.reached_on) filter (where m.kind = 'READY' and m.is_counted) as first_ready_on,
             min(m.reached_on) filter (where m.kind = 'READY') as ready_on,
             min(m.reached_on) filter (where m.kind = 'RECYCLED' and m.is_counted) as recycled_on,
             (select min(taken_on) from outing o where o.computer_id = c.id) as lent_on,
             (select min(t.issued_on) from certificate_line l join certificate t on t.id = l.certificate_id
               where l.computer_id = c.id) as certified_on
        from computer c join milestone m on m.computer_id = c.id
       where c.donor_id = gift.donor_id group by c.id
    ) as machine on true
   group by gift.number order by gift.number`;
