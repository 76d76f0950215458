import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { toEuros } from '../../kit/money.ts';
import type { ServiceContext } from '../../kit/service-context.ts';
import { HistoryEntry, historyById } from '../../kit/verb/history-entry.ts';
import { Person } from '../person/person.reference.ts';
import { Programme } from '../programme/programme.reference.ts';
import { Visa } from './visa.entity.ts';
import { minutesByVisa } from './visa.loaders.ts';

type VisaRow = Pick<Visa, 'id' | 'personId' | 'programmeId' | 'amountCents'>;

@Resolver(() => Visa)
export class VisaFields {
  @FieldResolver(() => Person, { description: 'Whose it is, and nobody else’s.' })
  person(@Root() { personId }: VisaRow): Person {
    return { id: personId };
  }

  @FieldResolver(() => Programme, { description: 'The programme that pays.' })
  programme(@Root() { programmeId }: VisaRow): Programme {
    return { id: programmeId };
  }

  @FieldResolver(() => Float, { description: 'Its worth in EUR, frozen on the day of issue.' })
  amount(@Root() { amountCents }: VisaRow): number {
    return toEuros(amountCents);
  }

  @FieldResolver(() => Float, {
    description: 'Hours its holder was seen at sessions from its start to its completion.',
  })
  async hoursAttended(@Root() { id }: VisaRow, @Ctx() context: ServiceContext): Promise<number> {
    const total = await minutesByVisa(context).load(id);
    return (total?.minutes ?? 0) / 60;
  }

  @FieldResolver(() => [HistoryEntry], { description: 'What happened to it, oldest first.' })
  history(@Root() { id }: VisaRow, @Ctx() context: ServiceContext): Promise<HistoryEntry[]> {
    return historyById(context).load(id);
  }
}
