import { today } from '../../calendar/clock.ts';
import { Refusal } from '../refusals/refusal.ts';
import type { ServiceContext } from '../context/service-context.ts';
import { dayOf, findNames } from './find-names.ts';

/** What a verb knows of the names it is told, besides its input. */
export interface Naming {
  /** The day things are named for, where that is neither the `on` of the input nor today. */
  on?: string | undefined;
  /** Ids that are on record with what is acted on already: they were answered for when they came. */
  onRecord?: ReadonlySet<string>;
}

/** Works it out, once the shape of the input is known to be right. */
export type TellNaming = () => Naming | Promise<Naming>;

/**
 * Asks the owners of all foreign ids of an input, and puts the ids they keep things under in their place. The first refusal,
 * naming its field; null when there is none. Nothing is locked meanwhile.
 */
export async function settleNames(
  { owners, clock }: Pick<ServiceContext, 'owners' | 'clock'>,
  input: object,
  tellNaming: TellNaming,
): Promise<Refusal | null> {
  const { on, onRecord = new Set() } = await tellNaming();
  const found = findNames(input, on ?? dayOf(input) ?? today(clock)).filter(({ named }) => !onRecord.has(named.id));
  if (found.length === 0) return null;
  const known = await owners.ask(found.map(({ named }) => named));
  for (const [index, { path, replace }] of found.entries()) {
    const one = known[index]!;
    if (one.whyNot)
      return new Refusal(one.whyNot.code, path, {
        en: one.whyNot.en,
        fr: one.whyNot.fr,
      });
    replace(one.id);
  }
  return null;
}
