import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { today } from '../../../packages/calendar/clock.ts';
import { toEuros } from '../../../packages/platform/schema/money.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { HistoryEntry, historyById } from '../../../packages/platform/verb/history-entry.ts';
import { VisaAllocation } from '../allocation/allocation.entity.ts';
import { allocationById } from '../allocation/allocation.loaders.ts';
import { VisaClaim } from '../claim/claim.entity.ts';
import { Person, personOf } from '../person/person.reference.ts';
import { Programme } from '../programme/programme.reference.ts';
import { Visa } from './visa.entity.ts';
import { VisaState } from './visa.enums.ts';
import { claimsByVisa, minutesByVisa } from './visa.loaders.ts';
import { visaStateOn } from './visa.rules.ts';

type Row<Key extends keyof Visa> = Pick<Visa, Key>;

@Resolver(() => Visa)
export class VisaFields {
  @FieldResolver(() => VisaState, { description: 'Where it stands today.' })
  state(@Root() visa: Row<'state' | 'validUntil'>, @Ctx() { clock }: ServiceContext): VisaState {
    return visaStateOn(visa, today(clock));
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description: 'Whose it is, and nobody else’s; null once they are forgotten.',
  })
  person(@Root() line: Row<'personId'>): Person | null {
    return personOf(line);
  }

  @FieldResolver(() => Programme, { description: 'The programme that pays.' })
  programme(@Root() { programmeId }: Row<'programmeId'>): Programme {
    return { id: programmeId };
  }

  @FieldResolver(() => VisaAllocation, {
    nullable: true,
    description: 'What it was drawn from; null for those issued before allocations were kept.',
  })
  async allocation(
    @Root() { allocationId }: Row<'allocationId'>,
    @Ctx() context: ServiceContext,
  ): Promise<VisaAllocation | null> {
    return allocationId ? allocationById(context).load(allocationId) : null;
  }

  @FieldResolver(() => Float, { description: 'Its worth in EUR, frozen on the day of issue.' })
  amount(@Root() { amountCents }: Row<'amountCents'>): number {
    return toEuros(amountCents);
  }

  @FieldResolver(() => Float, { description: 'Hours to attend, frozen on the day of issue.' })
  hoursNeeded(@Root() { minutesNeeded }: Row<'minutesNeeded'>): number {
    return minutesNeeded / 60;
  }

  @FieldResolver(() => Float, {
    description:
      'Hours its holder was seen at sessions from its start to its completion, within its validity; an hour counts for one visa.',
  })
  async hoursAttended(@Root() { id }: Row<'id'>, @Ctx() context: ServiceContext): Promise<number> {
    const total = await minutesByVisa(context).load(id);
    return (total?.minutes ?? 0) / 60;
  }

  @FieldResolver(() => [VisaClaim], { description: 'The claims it was in, oldest first; several when one failed.' })
  claims(@Root() { id }: Row<'id'>, @Ctx() context: ServiceContext): Promise<VisaClaim[]> {
    return claimsByVisa(context).load(id);
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: Row<'id'>, @Ctx() context: ServiceContext): Promise<HistoryEntry[]> {
    return historyById(context).load(id);
  }
}
