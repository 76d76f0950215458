import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import { connectionOf, type Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import { readPage } from '../../../packages/platform/read/read-page.ts';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { Agreement } from './agreement.entity.ts';
import { agreementById } from './agreement.loaders.ts';
import { isAwaited } from './agreement.rules.ts';
import { Instalment } from './instalment.entity.ts';

const InstalmentConnection = connectionOf('Instalment', () => Instalment);

/** As `isAwaited` decides, for rows; in the order they are due, which is thus what pages go by. */
const AWAITED = `
  select i.due_on::text || '~' || i.id as id, i.id as instalment_id, i.agreement_id, i.due_on, i.amount_cents,
    i.received_on, i.received_cents, i.withdrawn_in
  from instalment i join agreement a on a.id = i.agreement_id
  where i.due_on < $1::date and i.received_on is null and i.withdrawn_in is null
    and a.signed_on is not null and a.settled_on is null and (a.terminated_on is null or i.due_on <= a.terminated_on)`;

type Awaited = Omit<Instalment, 'number' | 'commune'>;

@Resolver(() => Instalment)
export class ListInstalments {
  @Query(() => InstalmentConnection, {
    description:
      'Money to ask for: instalments of signed agreements planned before a day that have not come, the oldest due day first. A partner sees those of its own agreements.',
  })
  async instalmentsDue(
    @Arg('before', () => GraphQLLocalDate, { description: 'Only what is due before this day, which is left out.' })
    before: string,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Awaited>> {
    const keyed = await readPage<Awaited & { instalmentId: string }>(context, page, AWAITED, [before]);
    const edges = keyed.edges.map(({ cursor, node: { instalmentId, ...row } }) => ({
      cursor,
      node: { ...row, id: instalmentId },
    }));
    return { ...keyed, edges, nodes: edges.map(({ node }) => node) };
  }

  @FieldResolver(() => Agreement, { description: 'The agreement whose money it is a part of.' })
  agreement(@Root() { agreementId }: Instalment, @Ctx() context: ServiceContext) {
    return agreementById(context).load(agreementId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is waited for, and its day is past.' })
  async isLate(@Root() instalment: Instalment, @Ctx() context: ServiceContext) {
    const agreement = await agreementById(context).load(instalment.agreementId);
    return agreement !== null && isAwaited(instalment, agreement) && instalment.dueOn < today(context.clock);
  }
}
