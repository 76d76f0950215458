import { Refusal } from '../../kit/refusal.ts';
import type { Visa } from './visa.entity.ts';

interface Since<Value> {
  /** The first day it holds. */
  from: string;
  value: Value;
}

/**
 * What a visa is worth, in cents, newest first. 100 € is the fixed amount that the 2011 sheet gives for the visa internet
 * Bretagne; it is taken to hold since 2007, when Défis began.
 */
const AMOUNTS: readonly Since<number>[] = [{ from: '2007-01-01', value: 100_00 }];

/**
 * Hours to attend, newest first. The sheet counts individual support in units of ten hours and gives the visa within it:
 * ten hours are what one visa stands for.
 */
const MINIMUM_HOURS: readonly Since<number>[] = [{ from: '2007-01-01', value: 10 }];

const on = <Value>(table: readonly Since<Value>[], day: string): Value | null =>
  table.find(({ from }) => from <= day)?.value ?? null;

/** What a visa issued on a day is worth, in cents; null when there was none then. */
export const visaAmountOn = (day: string): number | null => on(AMOUNTS, day);

/** `NO_VISA_YET` or `ALREADY_HAS_VISA`: one visa, one person, in a programme. */
export function whyNotIssued(day: string, existing: Pick<Visa, 'id'> | null): Refusal | null {
  if (existing) {
    return new Refusal('ALREADY_HAS_VISA', 'personId', {
      en: `This person already has the visa ${existing.id} in this programme; go on with that one.`,
      fr: `Cette personne a déjà le visa ${existing.id} dans ce programme ; poursuivez avec celui-là.`,
    });
  }
  if (visaAmountOn(day) !== null) return null;
  return new Refusal('NO_VISA_YET', 'on', {
    en: `No amount is known for a visa on ${day}; give a later day.`,
    fr: `Aucun montant n'est connu pour un visa le ${day} ; donnez un jour plus tardif.`,
  });
}

/** `ALREADY_STARTED` or `BEFORE_ISSUE`. */
export function whyNotStarted({ state, issuedOn }: Pick<Visa, 'state' | 'issuedOn'>, day: string): Refusal | null {
  if (state !== 'ISSUED') {
    return new Refusal('ALREADY_STARTED', 'visaId', {
      en: 'The training of this visa has already begun; complete it when the hours are there.',
      fr: 'La formation de ce visa a déjà commencé ; achevez-le quand les heures y sont.',
    });
  }
  if (day >= issuedOn) return null;
  return new Refusal('BEFORE_ISSUE', 'on', {
    en: `The visa was issued on ${issuedOn}; give that day or a later one.`,
    fr: `Le visa a été remis le ${issuedOn} ; donnez ce jour ou un jour plus tardif.`,
  });
}

/** `NOT_STARTED`, `ALREADY_COMPLETED` or `BEFORE_START`. */
export function whyNotCompleted({ state, startedOn }: Pick<Visa, 'state' | 'startedOn'>, day: string): Refusal | null {
  if (state === 'COMPLETED') {
    return new Refusal('ALREADY_COMPLETED', 'visaId', {
      en: 'This visa is already complete; nothing more is needed.',
      fr: "Ce visa est déjà achevé ; il n'y a rien à ajouter.",
    });
  }
  if (!startedOn) {
    return new Refusal('NOT_STARTED', 'visaId', {
      en: 'The training of this visa has not begun; start it first.',
      fr: "La formation de ce visa n'a pas commencé ; démarrez-le d'abord.",
    });
  }
  if (day >= startedOn) return null;
  return new Refusal('BEFORE_START', 'on', {
    en: `The training began on ${startedOn}; give that day or a later one.`,
    fr: `La formation a commencé le ${startedOn} ; donnez ce jour ou un jour plus tardif.`,
  });
}

/** `NOT_ENOUGH_HOURS`: the hours asked for are those of the day of issue. */
export function whyNotEnough({ issuedOn }: Pick<Visa, 'issuedOn'>, minutes: number): Refusal | null {
  const hours = on(MINIMUM_HOURS, issuedOn) ?? 0;
  if (minutes >= hours * 60) return null;
  const attended = Math.floor(minutes / 6) / 10;
  return new Refusal('NOT_ENOUGH_HOURS', 'visaId', {
    en: `${attended} of ${hours} hours were attended since the visa began; record the missing sessions first.`,
    fr: `${attended} heures sur ${hours} ont été suivies depuis le début du visa ; enregistrez d'abord les séances manquantes.`,
  });
}
