import { Args, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { oneByKey } from '../../../../packages/platform/read/loader.ts';
import { connectionOf } from '../../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../../packages/platform/read/read-page.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { Loan } from '../loan.entity.ts';
import { loanById } from '../loan.loaders.ts';
import { FAIR_ORDER } from './waiting-list.rules.ts';

@ObjectType({ description: 'A place on the waiting list.' })
export class WaitingPlace {
  /** Sorts as the fair order does: it is where a page goes on. */
  id!: string;

  @Field(() => Int, { description: '1 for whoever comes next.' })
  position!: number;

  loanId!: string;
}

export const WaitingPlaceConnection = connectionOf('WaitingPlace', () => WaitingPlace);

const LINE = `select id as loan_id, row_number() over (order by ${FAIR_ORDER})::int as position,
    concat_ws('~', array_position(array['PRESCRIBED', 'UNEQUIPPED', 'STANDARD'], priority), requested_on, id) as id
  from loan where state = 'WAITLISTED'`;

const placeByLoan = oneByKey<WaitingPlace>(
  `select * from (${LINE}) line where loan_id = any($1)`,
  ({ loanId }) => loanId,
);

@Resolver()
export class WaitingList {
  @Query(() => WaitingPlaceConnection, {
    description: 'The waiting list in its fair order: by priority, then whoever asked first.',
  })
  waitingList(@Args(() => PageArgs) page: PageArgs, @Ctx() context: ServiceContext) {
    return readPage<WaitingPlace>(context, page, LINE);
  }
}

@Resolver(() => WaitingPlace)
export class WaitingPlaceFields {
  @FieldResolver(() => Loan, { description: 'Who waits there.' })
  loan(@Root() { loanId }: WaitingPlace, @Ctx() context: ServiceContext) {
    return loanById(context).load(loanId);
  }
}

@Resolver(() => Loan)
export class WaitingPosition {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Its place on the waiting list, 1 for whoever comes next; null when it is not on it.',
  })
  async waitingPosition(@Root() loan: Loan, @Ctx() context: ServiceContext): Promise<number | null> {
    if (loan.state !== 'WAITLISTED') return null;
    return (await placeByLoan(context).load(loan.id))?.position ?? null;
  }
}
