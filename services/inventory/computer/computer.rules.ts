import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Computer } from './computer.entity.ts';
import { whyNotAtHand, whyNotAtWorkshop, whyNotAwaited, whyNotOnBench } from './whereabouts.rules.ts';

const no = (code: string, en: string, fr: string): Refusal => new Refusal(code, 'computerId', { en, fr });

/** Why `on` cannot be the day of the next step: `OUT_OF_ORDER` when it comes before the last one. */
export function whyNotOn({ movedOn }: Computer, on: string): Refusal | null {
  if (on >= movedOn) return null;
  return new Refusal('OUT_OF_ORDER', 'on', {
    en: `The latest step of this machine happened on ${movedOn}; give that day or a later one.`,
    fr: `La dernière étape de cette machine date du ${movedOn} ; donnez ce jour ou un jour suivant.`,
  });
}

/** Why no part can be fitted: where the machine is, or `LEFT_THE_CHAIN`; on loan it needs an open ticket, else `ON_LOAN`. */
export function whyNotFittable(computer: Computer, hasOpenTicket: boolean): Refusal | null {
  const away = computer.custody === 'ON_LOAN' && hasOpenTicket ? null : whyNotOnBench(computer);
  return away ?? whyNotInUse(computer);
}

/** Why the parts of a machine cannot be recovered: where it is, `NOT_TRIAGED` or `ALREADY_DISMANTLED`. */
export function whyNotDismantlable(computer: Computer): Refusal | null {
  const not = whyNotAtWorkshop(computer) ?? whyNotTriaged(computer);
  if (not || !computer.dismantledOn) return not;
  return no(
    'ALREADY_DISMANTLED',
    'The parts of this machine were already recovered; add others as stocked parts.',
    'Les pièces de cette machine ont déjà été récupérées ; entrez les autres au stock de pièces.',
  );
}

/** Why a machine cannot be triaged: where it is, or `ALREADY_TRIAGED`. */
export function whyNotTriageable(computer: Computer): Refusal | null {
  const away = whyNotAtWorkshop(computer);
  if (away || computer.processing === 'COLLECTED') return away;
  return no(
    'ALREADY_TRIAGED',
    'This machine was already triaged; if it is not worth keeping, send it to recycling.',
    "Cette machine a déjà été triée ; si elle ne mérite pas d'être gardée, envoyez-la au recyclage.",
  );
}

/**
 * Why the storages of a machine are not to be erased: where it is, `NOT_TRIAGED` or `ALREADY_ERASED`. Those of a machine
 * that left the chain are erased too, before the recycler takes it.
 */
export function whyNotErasable(computer: Computer): Refusal | null {
  const not = whyNotAtWorkshop(computer) ?? whyNotTriaged(computer);
  if (not || !computer.erasedOn) return not;
  return no(
    'ALREADY_ERASED',
    'The storages of this machine are already proved erased; go on to its next step.',
    "L'effacement de cette machine est déjà prouvé ; passez à l'étape suivante.",
  );
}

/** Why a machine cannot be refurbished: where it is, `NOT_TRIAGED`, `LEFT_THE_CHAIN`, `NOT_ERASED` or `ALREADY_READY`. */
export function whyNotRefurbishable(computer: Computer): Refusal | null {
  const not = whyNotAtWorkshop(computer) ?? whyNotTriaged(computer) ?? whyNotInUse(computer);
  if (not || computer.processing === 'ERASED' || computer.processing === 'REFURBISHING') return not;
  if (computer.processing === 'READY')
    return no('ALREADY_READY', 'This machine is already READY; lend it.', 'Cette machine est déjà prête ; prêtez-la.');
  return NOT_ERASED;
}

/** Why the data of a former user could leave with a machine: `NOT_ERASED`. */
export const whyNotErased = ({ erasedOn }: Computer): Refusal | null => (erasedOn ? null : NOT_ERASED);

const NOT_ERASED = no(
  'NOT_ERASED',
  'Nothing proves that the storages of this machine are erased; record the erasure first, or that it has none.',
  "Rien ne prouve l'effacement de cette machine ; enregistrez-le d'abord, ou qu'elle n'a pas de stockage.",
);

/** Why no repair can be opened: where it is, `LEFT_THE_CHAIN` or `REPAIR_ALREADY_OPEN`; a machine on loan may be repaired. */
export function whyNotRepairable(computer: Computer): Refusal | null {
  if (computer.custody === 'IN_REPAIR')
    return no(
      'REPAIR_ALREADY_OPEN',
      'A repair is already open; resolve it first.',
      "Une réparation est déjà ouverte ; clôturez-la d'abord.",
    );
  return whyNotAtHand(computer) ?? whyNotInUse(computer);
}

/** What a machine is said to be. */
export type Description = Pick<Computer, 'kind' | 'brand' | 'model'>;

/**
 * Why what a machine is said to be cannot be corrected: `NOTHING_TO_CORRECT`, `STRUCK_OUT`, `IN_TRANSFER` or `TRANSFERRED`,
 * since a signed file says it too; for the kind `ON_LOAN` or `CEDED`, since lending was told it when the machine left.
 */
export function whyNotCorrectable(computer: Computer, changes: Partial<Description>): Refusal | null {
  const { custody } = computer;
  const isTold = custody === 'IN_TRANSFER' || custody === 'TRANSFERRED' || custody === 'STRUCK_OUT';
  const isPriced = changes.kind !== undefined && (custody === 'ON_LOAN' || custody === 'CEDED');
  if (isTold || isPriced) return whyNotAtWorkshop(computer);
  if (Object.keys(changes).length > 0) return null;
  return new Refusal('NOTHING_TO_CORRECT', null, {
    en: 'The machine is said to be just this already; give what is to be said otherwise.',
    fr: "C'est déjà ce qui est dit de cette machine ; donnez ce qui doit être dit autrement.",
  });
}

/** Why a machine cannot be struck out: where it is, or `ALREADY_WORKED_ON` when more happened to it than its triage. */
export function whyNotStrikable(computer: Computer, isWorkedOn: boolean): Refusal | null {
  const away = whyNotAwaited(computer);
  if (away || !isWorkedOn) return away;
  return no(
    'ALREADY_WORKED_ON',
    'More happened to this machine than its triage, so it exists; record what became of it instead.',
    "Cette machine a connu plus que son tri : elle existe ; enregistrez plutôt ce qu'elle est devenue.",
  );
}

/** Why a machine cannot be sent to recycling: where it is, or `ALREADY_TO_RECYCLE`. */
export function whyNotDiscardable(computer: Computer): Refusal | null {
  const away = whyNotAtWorkshop(computer);
  if (away || computer.processing !== 'TO_RECYCLE') return away;
  return no(
    'ALREADY_TO_RECYCLE',
    'This machine already waits for the recycler; record its certificate.',
    'Cette machine attend déjà le recycleur ; enregistrez son certificat.',
  );
}

/**
 * Why a machine cannot be recycled: where it is, `NOT_TO_RECYCLE`, or `DATA_NOT_SAFE` while nothing proves its data gone
 * and the recycler does not certify the destruction of its storages either.
 */
export function whyNotRecyclable(computer: Computer, storagesDestroyed: boolean): Refusal | null {
  const away = whyNotAtWorkshop(computer);
  if (away) return away;
  if (whyNotInUse(computer)) return whyNotSafe(computer, storagesDestroyed);
  return no(
    'NOT_TO_RECYCLE',
    'This machine is not given up yet; send it to recycling first.',
    "Cette machine n'est pas encore abandonnée ; envoyez-la d'abord au recyclage.",
  );
}

/** Why a recycling cannot be taken back: `NOT_RECYCLED`. */
export function whyNotRecycled({ custody }: Computer): Refusal | null {
  if (custody === 'RECYCLED') return null;
  return no(
    'NOT_RECYCLED',
    'No recycling is recorded for this machine: there is nothing to take back.',
    "Aucun recyclage n'est enregistré pour cette machine : il n'y a rien à retirer.",
  );
}

function whyNotSafe({ erasedOn }: Computer, storagesDestroyed: boolean): Refusal | null {
  if (erasedOn || storagesDestroyed) return null;
  return new Refusal('DATA_NOT_SAFE', 'storagesDestroyed', {
    en: 'Nothing proves the data of this machine gone; erase its storages, say that it has none, or give a certificate that says they were destroyed.',
    fr: "Rien ne prouve que les données de cette machine ont disparu ; effacez ses stockages, dites qu'elle n'en a pas, ou donnez un certificat qui atteste leur destruction.",
  });
}

function whyNotTriaged({ processing }: Computer): Refusal | null {
  if (processing !== 'COLLECTED') return null;
  return no(
    'NOT_TRIAGED',
    'This machine is not triaged yet; triage it first.',
    "Cette machine n'est pas encore triée ; triez-la d'abord.",
  );
}

function whyNotInUse({ processing }: Computer): Refusal | null {
  if (processing !== 'DISMANTLED' && processing !== 'TO_RECYCLE') return null;
  return no(
    'LEFT_THE_CHAIN',
    'This machine is dismantled or waits for the recycler; take another one.',
    'Cette machine est démontée ou attend le recycleur ; prenez-en une autre.',
  );
}
