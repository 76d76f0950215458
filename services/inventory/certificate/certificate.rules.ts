import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Custody, Processing } from '../computer/computer.states.ts';
import type { Donation } from '../donation/donation.entity.ts';
import type { CertifiedData, CertifiedOutcome } from './certificate.entity.ts';

/** What of a machine's life decides what may be certified. */
export interface Life {
  processing: Processing;
  custody: Custody;
  movedOn: string;
  erasedOn: string | null;
  /** The day its parts were recovered. */
  dismantledOn: string | null;
  readyOn: string | null;
  /** The day it was first lent. */
  lentOn: string | null;
  recycledOn: string | null;
}

export interface Outcome {
  outcome: CertifiedOutcome;
  on: string;
}

/** What can be certified of a machine; null while its data are not proved erased. A later end replaces an earlier one. */
export function outcomeOf(life: Life): Outcome | null {
  const { processing, custody, movedOn, erasedOn, dismantledOn, readyOn, lentOn, recycledOn } = life;
  if (custody === 'RECYCLED') return { outcome: 'RECYCLED', on: recycledOn ?? movedOn };
  if (custody === 'LOST' || custody === 'STOLEN' || custody === 'TRANSFERRED') return { outcome: custody, on: movedOn };
  if (dismantledOn) return { outcome: 'DISMANTLED', on: dismantledOn };
  if (lentOn) return { outcome: 'REUSED', on: lentOn };
  if (processing === 'READY') return { outcome: 'REUSED', on: readyOn ?? movedOn };
  return erasedOn ? { outcome: 'ERASED', on: erasedOn } : null;
}

/** What there is to prove the data of a machine gone. */
export interface Proofs {
  /** How many proofs there are. */
  erasures: number;
  /** Whether a storage that is or was in it has no proof: it was found late, or its proof was taken back. */
  isStorageUnproved: boolean;
  storagesDestroyed: boolean;
}

/** What of the data of the donor can be certified: a loan came after a proof, and so did READY where the proof still holds. */
export function dataOf(
  { erasedOn, readyOn, lentOn }: Pick<Life, 'erasedOn' | 'readyOn' | 'lentOn'>,
  { erasures, isStorageUnproved, storagesDestroyed }: Proofs,
): CertifiedData {
  if (erasedOn || lentOn || (readyOn && !isStorageUnproved)) return erasures > 0 ? 'ERASED' : 'NO_STORAGE';
  return storagesDestroyed ? 'DESTROYED_BY_RECYCLER' : 'NOT_PROVED';
}

/** Whether a machine with this outcome needs nothing more of the workshop for its donor. */
export const isSettled = (outcome: Outcome | null): boolean => outcome !== null && outcome.outcome !== 'ERASED';

/** Why nothing can be certified of a donation: `NOT_PICKED_UP` or `DONATION_CLOSED`. */
export function whyNotCertifiable({ state }: Donation): Refusal | null {
  if (state === 'PICKED_UP' || state === 'INVENTORIED' || state === 'ATTESTED') return null;
  if (state === 'CLOSED')
    return new Refusal('DONATION_CLOSED', 'donationId', {
      en: 'This donation is closed; correct one of its certificates instead.',
      fr: "Ce don est clos ; corrigez plutôt l'une de ses attestations.",
    });
  return new Refusal('NOT_PICKED_UP', 'donationId', {
    en: 'The machines of this donation are not at the workshop; record the pick-up first.',
    fr: "Les machines de ce don ne sont pas à l'atelier ; enregistrez d'abord l'enlèvement.",
  });
}

/** Why `on` cannot be the day of issue: `OUT_OF_ORDER` when it would tell what had not happened yet. */
export function whyNotIssuedOn(told: readonly { outcome: { on: string } }[], on: string): Refusal | null {
  const last = told.map(({ outcome }) => outcome.on).reduce((a, b) => (a > b ? a : b), '');
  if (on >= last) return null;
  return new Refusal('OUT_OF_ORDER', 'on', {
    en: `This certificate would tell of ${last}; give that day or a later one.`,
    fr: `Cette attestation rapporterait un fait du ${last} ; donnez ce jour ou un jour suivant.`,
  });
}

const LABELS_NAMED = 10;

/** `STILL_IN_WORKSHOP`, naming the machines. */
export function stillInWorkshop(labels: readonly string[]): Refusal {
  const named = labels.slice(0, LABELS_NAMED).join(', ');
  const others = labels.length - LABELS_NAMED;
  return new Refusal('STILL_IN_WORKSHOP', 'donationId', {
    en: `Not settled yet: ${named}${others > 0 ? ` and ${others} more` : ''}; finish them, or issue a certificate for the others.`,
    fr: `Pas encore réglées : ${named}${others > 0 ? ` et ${others} autres` : ''} ; terminez-les, ou délivrez une attestation pour les autres.`,
  });
}

/** `NOTHING_TO_CERTIFY`: every machine that has come to something is certified already. */
export const nothingToCertify = (): Refusal =>
  new Refusal('NOTHING_TO_CERTIFY', 'donationId', {
    en: 'No machine of this donation has come to anything new; wait until one is erased, ready or recycled.',
    fr: "Rien de nouveau pour les machines de ce don ; attendez qu'une soit effacée, prête ou recyclée.",
  });

/** `ALREADY_SUPERSEDED`. */
export const alreadySuperseded = (): Refusal =>
  new Refusal('ALREADY_SUPERSEDED', 'certificateId', {
    en: 'A later certificate already corrects this one; correct that one.',
    fr: 'Une attestation plus récente corrige déjà celle-ci ; corrigez la plus récente.',
  });
