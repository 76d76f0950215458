import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import { whyNotErased } from '../computer/computer.rules.ts';
import { whyNotAtWorkshop } from '../computer/whereabouts.rules.ts';
import type { Computer } from '../computer/computer.entity.ts';
import type { ComputerOffered } from './message.ts';
import type { Transfer } from './transfer.entity.ts';

const no = (code: string, field: string, en: string, fr: string): Refusal => new Refusal(code, field, { en, fr });

/** Why a machine cannot be offered: where it is, `LEFT_THE_CHAIN`, or `NOT_ERASED`: no data leaves with it. */
export function whyNotTransferable(computer: Computer): Refusal | null {
  const away = whyNotAtWorkshop(computer);
  if (away) return away;
  if (computer.processing !== 'DISMANTLED' && computer.processing !== 'TO_RECYCLE') return whyNotErased(computer);
  return no(
    'LEFT_THE_CHAIN',
    'computerId',
    'This machine is dismantled or waits for the recycler; offer another one.',
    'Cette machine est démontée ou attend le recycleur ; proposez-en une autre.',
  );
}

/** Why `on` cannot be the day of the next step of a transfer: `OUT_OF_ORDER` when it comes before the last one. */
export function whyNotOn(last: string, on: string): Refusal | null {
  if (on >= last) return null;
  return no(
    'OUT_OF_ORDER',
    'on',
    `The step before it happened on ${last}; give that day or a later one.`,
    `L'étape précédente date du ${last} ; donnez ce jour ou un jour suivant.`,
  );
}

/** Why an offer cannot be withdrawn: `NOT_OURS`, `ALREADY_DECLINED`, `ALREADY_WITHDRAWN` or `ALREADY_RELEASED`. */
export function whyNotWithdrawable({ direction, state, association }: Transfer): Refusal | null {
  if (direction === 'INCOMING')
    return no(
      'NOT_OURS',
      'transferId',
      `${association} made this offer; ask them to withdraw it.`,
      `C'est ${association} qui a fait cette offre ; demandez-lui de la retirer.`,
    );
  if (state === 'DECLINED')
    return no(
      'ALREADY_DECLINED',
      'transferId',
      'This offer was declined and its machines are in stock; nothing is left to withdraw.',
      "Cette offre a été refusée et ses machines sont en stock ; il n'y a plus rien à retirer.",
    );
  if (state === 'WITHDRAWN')
    return no(
      'ALREADY_WITHDRAWN',
      'transferId',
      'This offer is withdrawn already; send its document to the other association.',
      "Cette offre est déjà retirée ; envoyez son document à l'autre association.",
    );
  return state === 'OFFERED' ? null : alreadyReleased('transferId', association);
}

/** Why an answer cannot be taken: `TRANSFER_WITHDRAWN`, `ALREADY_DECLINED` or `ALREADY_RELEASED`. */
export function whyNotConfirmable({ state, association }: Transfer): Refusal | null {
  if (state === 'OFFERED') return null;
  if (state === 'WITHDRAWN')
    return no(
      'TRANSFER_WITHDRAWN',
      'document',
      `You withdrew this offer before the answer came: the machines are yours. Send ${association} the withdrawal, which closes it there, or make a new offer.`,
      `Vous avez retiré cette offre avant la réponse : les machines sont à vous. Envoyez le retrait à ${association}, qui clôt l'affaire de son côté, ou faites une nouvelle offre.`,
    );
  if (state === 'DECLINED')
    return no(
      'ALREADY_DECLINED',
      'document',
      'This offer was declined; make a new one.',
      'Cette offre a été refusée ; faites-en une nouvelle.',
    );
  return alreadyReleased('document', association);
}

/** Why a decision cannot be concluded: `ALREADY_DECLINED`, `ALREADY_WITHDRAWN` or `ALREADY_RECEIVED`. */
export function whyNotConcludable({ state }: Transfer): Refusal | null {
  if (state === 'ACCEPTED') return null;
  if (state === 'DECLINED')
    return no(
      'ALREADY_DECLINED',
      'document',
      'You declined this offer: nothing is left to conclude; ask for a new offer.',
      "Vous avez refusé cette offre : il n'y a rien à conclure ; demandez une nouvelle offre.",
    );
  if (state === 'WITHDRAWN')
    return no(
      'ALREADY_WITHDRAWN',
      'document',
      'This offer was withdrawn; ask for a new offer.',
      'Cette offre a été retirée ; demandez une nouvelle offre.',
    );
  return no(
    'ALREADY_RECEIVED',
    'document',
    'The machines of this transfer are in your stock already.',
    'Les machines de ce transfert sont déjà dans votre stock.',
  );
}

/** `ASSOCIATION_NOT_TRUSTED`. */
export const notTrusted = (field: string, association: string): Refusal =>
  no(
    'ASSOCIATION_NOT_TRUSTED',
    field,
    `No key of ${association} is trusted here; have a manager compare it by telephone and trust it first.`,
    `Aucune clé de ${association} n'est reconnue ici ; faites-la d'abord comparer par téléphone et reconnaître par un responsable.`,
  );

/** `ALREADY_ANSWERED`: an answer is given once. */
export const alreadyAnswered = ({ state }: Transfer): Refusal =>
  no(
    'ALREADY_ANSWERED',
    'document',
    `This offer was answered already and is ${state}; send that answer, or ask for a new offer.`,
    `Cette offre a déjà reçu une réponse (${state}) ; envoyez cette réponse, ou demandez une nouvelle offre.`,
  );

/** `ALREADY_HERE`: a machine that this association has never given away. */
export const alreadyHere = (labels: readonly string[]): Refusal =>
  no(
    'ALREADY_HERE',
    'document',
    `These machines are here already: ${labels.join(', ')}; decline the offer and tell the other association.`,
    `Ces machines sont déjà ici : ${labels.join(', ')} ; refusez l'offre et prévenez l'autre association.`,
  );

/** `NOT_ERASED`: nothing in an offer proves that the data of a former user is gone from its machines. */
export function whyNotSafeToTake(offered: readonly ComputerOffered[]): Refusal | null {
  const mayHoldData = ({ erasedOn, storages }: ComputerOffered): boolean =>
    erasedOn === null || storages.some((storage) => storage.erasedOn === null && storage.goneOn === null);
  const labels = offered.filter(mayHoldData).map(({ label }) => label);
  if (labels.length === 0) return null;
  return no(
    'NOT_ERASED',
    'document',
    `Nothing proves that the storages of these machines are erased: ${labels.join(', ')}; decline the offer, and ask for a new one once they are.`,
    `Rien ne prouve l'effacement de ces machines : ${labels.join(', ')} ; refusez l'offre, et demandez-en une nouvelle une fois l'effacement enregistré.`,
  );
}

/** `OFFER_UNKNOWN`: a message about an offer that this side did not make or answer so. */
export const offerUnknown = (): Refusal =>
  no(
    'OFFER_UNKNOWN',
    'document',
    'Nothing here matches the offer that this document is about; enter the offer first, or ask which file is meant.',
    "Rien ici ne correspond à l'offre dont parle ce document ; entrez d'abord l'offre, ou demandez de quel fichier il s'agit.",
  );

/** `LABEL_TAKEN`, by another machine of this association. */
export const labelTaken = (label: string): Refusal =>
  no(
    'LABEL_TAKEN',
    'labels',
    `A machine here wears or wore "${label}"; give the machine that comes another label in \`labels\`.`,
    `Une machine d'ici porte ou a porté l'étiquette « ${label} » ; donnez-en une autre à celle qui arrive, dans \`labels\`.`,
  );

function alreadyReleased(field: string, association: string): Refusal {
  return no(
    'ALREADY_RELEASED',
    field,
    `These machines were released to ${association}; ask them to offer the machines back.`,
    `Ces machines ont été cédées à ${association} ; demandez-lui de vous les proposer en retour.`,
  );
}
