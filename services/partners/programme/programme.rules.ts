import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Programme } from './programme.entity.ts';

/**
 * Why something that lasts from one day to another cannot belong to a programme: `PROGRAMME_NOT_BEGUN`,
 * `PROGRAMME_ENDED`. A day in common is enough.
 */
export function whyNotInProgramme(
  { startsOn, endsOn }: Pick<Programme, 'startsOn' | 'endsOn'>,
  from: string,
  to: string,
): Refusal | null {
  if (to < startsOn) {
    return new Refusal('PROGRAMME_NOT_BEGUN', 'programmeId', {
      en: `The programme begins on ${startsOn}; leave it out, or name the one before it.`,
      fr: `Le programme commence le ${startsOn} ; retirez-le, ou désignez celui qui le précède.`,
    });
  }
  if (endsOn === null || from <= endsOn) return null;
  return new Refusal('PROGRAMME_ENDED', 'programmeId', {
    en: `The programme ended on ${endsOn}; name the one that succeeds it, or leave it out.`,
    fr: `Le programme a pris fin le ${endsOn} ; désignez celui qui lui succède, ou retirez-le.`,
  });
}

/** Why a programme cannot end on a day: `ALREADY_ENDED`, `ENDS_BEFORE_START`. A planned end may still be moved. */
export function whyNotEndable({ startsOn, endsOn }: Programme, on: string, today: string): Refusal | null {
  if (endsOn !== null && endsOn < today) {
    return new Refusal('ALREADY_ENDED', 'programmeId', {
      en: `It ended on ${endsOn}; register the programme that succeeds it.`,
      fr: `Il a pris fin le ${endsOn} ; inscrivez le programme qui lui succède.`,
    });
  }
  if (on >= startsOn) return null;
  return new Refusal('ENDS_BEFORE_START', 'endsOn', {
    en: `It begins on ${startsOn}; give that day or a later one.`,
    fr: `Il commence le ${startsOn} ; donnez ce jour ou un jour plus tardif.`,
  });
}

/** Why a programme cannot come after another: `SUCCEEDS_ANOTHER`, `BEGINS_TOO_EARLY`. Hence no circle of programmes. */
export function whyNotSuccessor(successor: Programme, before: Programme): Refusal | null {
  if (successor.succeeds) {
    return new Refusal('SUCCEEDS_ANOTHER', 'successorId', {
      en: `It succeeds ${successor.succeeds} already; register another programme.`,
      fr: `Il succède déjà à ${successor.succeeds} ; inscrivez un autre programme.`,
    });
  }
  if (successor.startsOn > before.startsOn) return null;
  return new Refusal('BEGINS_TOO_EARLY', 'successorId', {
    en: `It begins on ${successor.startsOn} and the programme before it on ${before.startsOn}; name a later one.`,
    fr: `Il commence le ${successor.startsOn} et le programme précédent le ${before.startsOn} ; désignez-en un plus récent.`,
  });
}
