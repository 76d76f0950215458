import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import type { Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { VisaConnection } from './visa.connection.ts';
import { Visa } from './visa.entity.ts';
import { VisaState } from './visa.enums.ts';
import { visaById } from './visa.loaders.ts';

@Resolver()
export class ListVisas {
  @Query(() => Visa, { nullable: true, description: 'The visa of an id, or null.' })
  visa(
    @Arg('id', () => ID, { description: 'Its id: `visa_…`.' }) id: string,
    @Ctx() context: ServiceContext,
  ): Promise<Visa | null> {
    return visaById(context).load(id);
  }

  @Query(() => VisaConnection, { description: 'Visas, in the order they were recorded.' })
  visas(
    @Arg('state', () => VisaState, { nullable: true, description: 'Only in this state today.' })
    state: VisaState | null,
    @Arg('programmeId', () => ID, { nullable: true, description: 'Only of this programme.' })
    programmeId: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Visa>> {
    return readPage(
      context,
      page,
      `select * from visa
        where ($1::text is null or $1 = case
            when state in ('ISSUED', 'STARTED') and valid_until < $3 then 'EXPIRED' else state end)
          and ($2::text is null or programme_id = $2)`,
      [state, programmeId, today(context.clock)],
    );
  }
}
