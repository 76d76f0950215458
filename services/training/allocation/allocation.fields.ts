import { Args, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { toEuros } from '../../../packages/platform/schema/money.ts';
import type { Connection } from '../../../packages/platform/read/connection.ts';
import { PageArgs } from '../../../packages/platform/read/page-args.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { Organisation } from '../organisation/organisation.reference.ts';
import { Programme } from '../programme/programme.reference.ts';
import { VisaConnection } from '../visa/visa.connection.ts';
import type { Visa } from '../visa/visa.entity.ts';
import { VisaAllocation } from './allocation.entity.ts';
import { visasByAllocation } from './allocation.loaders.ts';

@Resolver(() => VisaAllocation)
export class AllocationFields {
  @FieldResolver(() => Programme, { description: 'The programme that pays.' })
  programme(@Root() { programmeId }: Pick<VisaAllocation, 'programmeId'>): Programme {
    return { id: programmeId };
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who allocates: the Region; null if not said.' })
  funder(@Root() { funderId }: Pick<VisaAllocation, 'funderId'>): Organisation | null {
    return funderId ? { id: funderId } : null;
  }

  @FieldResolver(() => Float, { description: 'What each visa is worth, in EUR; frozen on a visa when it is issued.' })
  amountEach(@Root() { amountCents }: Pick<VisaAllocation, 'amountCents'>): number {
    return toEuros(amountCents);
  }

  @FieldResolver(() => Int, { description: 'How many may still be given.' })
  left(@Root() { visas, issued }: Pick<VisaAllocation, 'visas' | 'issued'>): number {
    return visas - issued;
  }

  @FieldResolver(() => VisaConnection, { description: 'The visas drawn from it, cancelled ones too.' })
  drawn(
    @Root() { id }: Pick<VisaAllocation, 'id'>,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ServiceContext,
  ): Promise<Connection<Visa>> {
    return visasByAllocation(context, id, page);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Pick<VisaAllocation, 'id'>, @Ctx() context: ServiceContext): Promise<HistoryEntry[]> {
    return historyById(context).load(id);
  }
}
