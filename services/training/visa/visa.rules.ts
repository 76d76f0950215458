import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Visa } from './visa.entity.ts';
import type { VisaState } from './visa.enums.ts';

type Dated = Pick<Visa, 'state' | 'validUntil'>;

const isOpen = ({ state }: Pick<Visa, 'state'>): boolean => state === 'ISSUED' || state === 'STARTED';

/** Where a visa stands on a day: an open one expires the day after its last. */
export function visaStateOn(visa: Dated, day: string): VisaState {
  return isOpen(visa) && visa.validUntil && day > visa.validUntil ? 'EXPIRED' : visa.state;
}

/** Whether the training of a visa is to come or under way on a day. */
export const isOpenOn = (visa: Dated, day: string): boolean => isOpen({ state: visaStateOn(visa, day) });

/** `VISA_OPEN` or `ALREADY_HAS_VISA`: one open visa per person, and one ever in a programme unless it came to nothing. */
export function whyNotIssued(
  day: string,
  programmeId: string,
  known: readonly (Dated & Pick<Visa, 'id' | 'programmeId'>)[],
): Refusal | null {
  const same = known.find(
    (visa) => visa.programmeId === programmeId && !['EXPIRED', 'CANCELLED'].includes(visaStateOn(visa, day)),
  );
  if (same) {
    return new Refusal('ALREADY_HAS_VISA', 'personId', {
      en: `This person already has the visa ${same.id} in this programme; go on with that one.`,
      fr: `Cette personne a déjà le visa ${same.id} dans ce programme ; poursuivez avec celui-là.`,
    });
  }
  const open = known.find((visa) => isOpenOn(visa, day));
  if (!open) return null;
  return new Refusal('VISA_OPEN', 'personId', {
    en: `This person has the visa ${open.id}, which is not complete; complete or cancel it first.`,
    fr: `Cette personne a le visa ${open.id}, qui n'est pas achevé ; achevez-le ou annulez-le d'abord.`,
  });
}

/** `VISA_EXPIRED`, `ALREADY_STARTED`, `VISA_CANCELLED` or `BEFORE_ISSUE`. */
export function whyNotStarted(visa: Dated & Pick<Visa, 'issuedOn'>, day: string): Refusal | null {
  const over = whyNotAlive(visa, day);
  if (over) return over;
  if (visa.state !== 'ISSUED') {
    return new Refusal('ALREADY_STARTED', 'visaId', {
      en: 'The training of this visa has already begun; complete it when the hours are there.',
      fr: 'La formation de ce visa a déjà commencé ; achevez-le quand les heures y sont.',
    });
  }
  if (day >= visa.issuedOn) return null;
  return new Refusal('BEFORE_ISSUE', 'on', {
    en: `The visa was issued on ${visa.issuedOn}; give that day or a later one.`,
    fr: `Le visa a été remis le ${visa.issuedOn} ; donnez ce jour ou un jour plus tardif.`,
  });
}

/** `VISA_EXPIRED`, `VISA_CANCELLED`, `NOT_STARTED`, `ALREADY_COMPLETED` or `BEFORE_START`. */
export function whyNotCompleted(visa: Dated & Pick<Visa, 'startedOn'>, day: string): Refusal | null {
  const over = whyNotAlive(visa, day);
  if (over) return over;
  if (visa.state !== 'STARTED' && visa.state !== 'ISSUED') {
    return new Refusal('ALREADY_COMPLETED', 'visaId', {
      en: 'This visa is already complete; nothing more is needed.',
      fr: "Ce visa est déjà achevé ; il n'y a rien à ajouter.",
    });
  }
  const { startedOn } = visa;
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

/** `NOT_ENOUGH_HOURS`. */
export function whyNotEnough({ minutesNeeded }: Pick<Visa, 'minutesNeeded'>, minutes: number): Refusal | null {
  if (minutes >= minutesNeeded) return null;
  const hours = minutesNeeded / 60;
  const attended = Math.floor(minutes / 6) / 10;
  return new Refusal('NOT_ENOUGH_HOURS', 'visaId', {
    en: `${attended} of ${hours} hours were attended since the visa began; record the missing sessions first.`,
    fr: `${attended} heures sur ${hours} ont été suivies depuis le début du visa ; enregistrez d'abord les séances manquantes.`,
  });
}

/** `VISA_CLAIMED`, `VISA_PAID`, `VISA_CANCELLED`, `VISA_EXPIRED` or `BEFORE_LAST_STEP`. */
export function whyNotCancelled(visa: Dated & Pick<Visa, 'movedOn'>, day: string): Refusal | null {
  if (visa.state === 'CLAIMED') {
    return new Refusal('VISA_CLAIMED', 'visaId', {
      en: 'The Region is asked to pay this visa; settle its claim first.',
      fr: "Le paiement de ce visa est demandé à la Région ; réglez d'abord la demande.",
    });
  }
  return whyNotUnpaid(visa) ?? whyNotAlive(visa, day) ?? whyNotAfter(visa, day);
}

/** `NOT_COMPLETED`, `ALREADY_CLAIMED`, `VISA_PAID`, `VISA_CANCELLED`, `VISA_EXPIRED` or `BEFORE_LAST_STEP`. */
export function whyNotClaimed(visa: Dated & Pick<Visa, 'movedOn'>, day: string, field: string): Refusal | null {
  if (visa.state === 'CLAIMED') {
    return new Refusal('ALREADY_CLAIMED', field, {
      en: 'This visa is in a claim that waits for its answer; leave it out.',
      fr: 'Ce visa est dans une demande qui attend sa réponse ; retirez-le.',
    });
  }
  const over = whyNotUnpaid(visa, field) ?? whyNotAlive(visa, day, field);
  if (over) return over;
  if (isOpen(visa)) {
    return new Refusal('NOT_COMPLETED', field, {
      en: 'The hours of this visa are not complete; complete it first.',
      fr: "Les heures de ce visa ne sont pas achevées ; achevez-le d'abord.",
    });
  }
  return whyNotAfter(visa, day);
}

function whyNotUnpaid({ state }: Pick<Visa, 'state'>, field = 'visaId'): Refusal | null {
  if (state !== 'PAID') return null;
  return new Refusal('VISA_PAID', field, {
    en: 'The Region has paid this visa; nothing can change it here, settle it with the Region.',
    fr: 'La Région a payé ce visa ; rien ne peut plus le changer ici, voyez avec la Région.',
  });
}

function whyNotAlive(visa: Dated, day: string, field = 'visaId'): Refusal | null {
  const state = visaStateOn(visa, day);
  if (state === 'CANCELLED') {
    return new Refusal('VISA_CANCELLED', field, {
      en: 'This visa was cancelled; issue another one.',
      fr: 'Ce visa a été annulé ; remettez-en un autre.',
    });
  }
  if (state !== 'EXPIRED') return null;
  return new Refusal('VISA_EXPIRED', field, {
    en: `This visa was valid until ${visa.validUntil}; issue another one.`,
    fr: `Ce visa était valable jusqu'au ${visa.validUntil} ; remettez-en un autre.`,
  });
}

function whyNotAfter({ movedOn }: Pick<Visa, 'movedOn'>, day: string): Refusal | null {
  if (day >= movedOn) return null;
  return new Refusal('BEFORE_LAST_STEP', 'on', {
    en: `The last step of this visa was on ${movedOn}; give that day or a later one.`,
    fr: `La dernière étape de ce visa date du ${movedOn} ; donnez ce jour ou un jour plus tardif.`,
  });
}
