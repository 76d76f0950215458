import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Computer } from './computer.entity.ts';
import type { Custody } from './computer.states.ts';

const no = (code: string, en: string, fr: string): Refusal => new Refusal(code, 'computerId', { en, fr });

const LOST_OR_STOLEN = no(
  'LOST_OR_STOLEN',
  'This machine was lost or stolen; take another one.',
  'Cette machine a été perdue ou volée ; prenez-en une autre.',
);

/** Why the workshop cannot have a machine, by who has it. */
const ELSEWHERE: Partial<Record<Custody, Refusal>> = {
  AT_DONOR: no(
    'NOT_COLLECTED',
    'This machine is still at its donor; record the pick-up of its donation first.',
    "Cette machine est encore chez son donateur ; enregistrez d'abord l'enlèvement de son don.",
  ),
  ON_LOAN: no(
    'ON_LOAN',
    'This machine is on loan; have it returned first.',
    "Cette machine est prêtée ; faites-la d'abord rendre.",
  ),
  RESERVED: no(
    'RESERVED',
    'This machine is reserved for a loan; release it first or take another one.',
    "Cette machine est réservée pour un prêt ; libérez-la d'abord ou prenez-en une autre.",
  ),
  IN_REPAIR: no(
    'IN_REPAIR',
    'This machine is in repair; resolve its ticket first.',
    "Cette machine est en réparation ; clôturez d'abord sa fiche.",
  ),
  CEDED: no(
    'CEDED',
    'This machine belongs to its borrower now; take another one.',
    'Cette machine appartient désormais à son emprunteur ; prenez-en une autre.',
  ),
  RECYCLED: no(
    'ALREADY_RECYCLED',
    'This machine was recycled; take another one.',
    'Cette machine a été recyclée ; prenez-en une autre.',
  ),
  IN_TRANSFER: no(
    'IN_TRANSFER',
    'This machine is offered to another association; withdraw the transfer first.',
    "Cette machine est proposée à une autre association ; retirez d'abord le transfert.",
  ),
  TRANSFERRED: no(
    'TRANSFERRED',
    'Another association has this machine now; take another one.',
    'Une autre association a désormais cette machine ; prenez-en une autre.',
  ),
  STRUCK_OUT: no(
    'STRUCK_OUT',
    'This machine was struck out; if it exists after all, register it again.',
    'Cette machine a été radiée ; si elle existe bien, enregistrez-la à nouveau.',
  ),
  LOST: LOST_OR_STOLEN,
  STOLEN: LOST_OR_STOLEN,
};

/**
 * Why a machine is not free at the workshop: `NOT_COLLECTED`, `ON_LOAN`, `RESERVED`, `IN_REPAIR`, `CEDED`, `LOST_OR_STOLEN`,
 * `ALREADY_RECYCLED`, `IN_TRANSFER`, `TRANSFERRED` or `STRUCK_OUT`.
 */
export const whyNotAtWorkshop = ({ custody }: Computer): Refusal | null => ELSEWHERE[custody] ?? null;

/** Why nobody can work on a machine: as `whyNotAtWorkshop`, except that it may be in repair. */
export const whyNotOnBench = (computer: Computer): Refusal | null =>
  computer.custody === 'IN_REPAIR' ? null : whyNotAtWorkshop(computer);

/** Why nobody can look at a machine at all: as `whyNotAtWorkshop`, except that it may be with its borrower. */
export const whyNotAtHand = (computer: Computer): Refusal | null =>
  computer.custody === 'ON_LOAN' ? null : whyNotAtWorkshop(computer);

/** Why a machine cannot be struck out for where it is: as `whyNotAtWorkshop`, except that it may be at its donor. */
export const whyNotAwaited = (computer: Computer): Refusal | null =>
  computer.custody === 'AT_DONOR' ? null : whyNotAtWorkshop(computer);

/** Why nothing can be said of a machine any more: `STRUCK_OUT`. */
export const whyNotKept = (computer: Computer): Refusal | null =>
  computer.custody === 'STRUCK_OUT' ? whyNotAtWorkshop(computer) : null;

/** Why a machine cannot be found again: `NOT_MISSING`. */
export const whyNotRecoverable = ({ custody }: Computer): Refusal | null =>
  custody === 'LOST' || custody === 'STOLEN' ? null : NOT_MISSING;

const NOT_MISSING = no(
  'NOT_MISSING',
  'This machine is neither lost nor stolen; record its next step instead.',
  "Cette machine n'est ni perdue ni volée ; enregistrez plutôt son étape suivante.",
);
