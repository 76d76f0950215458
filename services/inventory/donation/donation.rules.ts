import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Donation } from './donation.entity.ts';

/** Why a donation can be neither accepted nor declined: `ALREADY_DECIDED`. */
export function whyNotDecidable({ state }: Donation): Refusal | null {
  if (state === 'OFFERED') return null;
  return new Refusal('ALREADY_DECIDED', 'donationId', {
    en: 'This donation was already answered; ask the donor for a new offer.',
    fr: 'Ce don a déjà reçu une réponse ; demandez une nouvelle offre au donateur.',
  });
}

/** Why a donation cannot be fetched: `NOT_ACCEPTED`, `DECLINED`, `CANCELLED` or `ALREADY_PICKED_UP`. */
export function whyNotPickable(donation: Donation): Refusal | null {
  if (donation.state === 'ACCEPTED') return null;
  return (
    whyNotComing(donation) ??
    new Refusal('ALREADY_PICKED_UP', 'donationId', {
      en: 'This donation is already at the workshop; register its machines.',
      fr: "Ce don est déjà à l'atelier ; enregistrez ses machines.",
    })
  );
}

/**
 * Why a donation cannot be cancelled: `DECLINED`, `CANCELLED`, `ALREADY_PICKED_UP`, or `ALREADY_ACCEPTED` when the donor does
 * it on its own: the workshop may be on its way.
 */
export function whyNotCancellable(donation: Donation, isDonor: boolean): Refusal | null {
  if (donation.state === 'OFFERED') return null;
  if (donation.state !== 'ACCEPTED')
    return (
      whyNotComing(donation) ??
      new Refusal('ALREADY_PICKED_UP', 'donationId', {
        en: 'This donation is already at the workshop; strike out each machine that never came.',
        fr: "Ce don est déjà à l'atelier ; radiez chaque machine qui n'est jamais venue.",
      })
    );
  if (!isDonor) return null;
  return new Refusal('ALREADY_ACCEPTED', 'donationId', {
    en: 'The association accepted this donation and may be on its way; ask it to cancel the donation.',
    fr: "L'association a accepté ce don et est peut-être en route ; demandez-lui de l'annuler.",
  });
}

/** `NOT_ANNOUNCED`: only machines of the donation that are still at the donor can be missing at its pick-up. */
export const notAnnounced = (index: number): Refusal =>
  new Refusal('NOT_ANNOUNCED', `missing.${index}`, {
    en: 'No machine of this donation waits at the donor under this id; name those that were announced and did not come.',
    fr: "Aucune machine de ce don n'attend chez le donateur sous cet identifiant ; nommez celles qui étaient annoncées et ne sont pas venues.",
  });

/** Why no machine can be registered in a donation: `NOT_ACCEPTED`, `DECLINED`, `CANCELLED` or `INVENTORY_CLOSED`. */
export function whyNotOpen(donation: Donation): Refusal | null {
  if (donation.state === 'ACCEPTED' || donation.state === 'PICKED_UP') return null;
  return (
    whyNotComing(donation) ??
    new Refusal('INVENTORY_CLOSED', 'donationId', {
      en: 'The inventory of this donation is closed; register the machine in another donation of the same donor.',
      fr: "L'inventaire de ce don est clos ; enregistrez la machine dans un autre don du même donateur.",
    })
  );
}

/** Why the inventory of a donation cannot be closed: `NOT_ACCEPTED`, `DECLINED`, `CANCELLED`, `NOT_PICKED_UP` or `INVENTORY_CLOSED`. */
export function whyNotInventoriable(donation: Donation): Refusal | null {
  if (donation.state !== 'ACCEPTED') return whyNotOpen(donation);
  return new Refusal('NOT_PICKED_UP', 'donationId', {
    en: 'The machines are still at the donor; record the pick-up first.',
    fr: "Les machines sont encore chez le donateur ; enregistrez d'abord l'enlèvement.",
  });
}

/** Why a donation cannot be attested: `NOT_ACCEPTED`, `DECLINED`, `CANCELLED`, `NOT_INVENTORIED` or `ALREADY_ATTESTED`. */
export function whyNotAttestable(donation: Donation): Refusal | null {
  if (donation.state === 'INVENTORIED') return null;
  if (donation.state === 'ATTESTED' || donation.state === 'CLOSED')
    return new Refusal('ALREADY_ATTESTED', 'donationId', {
      en: 'This donation is already attested; correct one of its certificates if it is wrong.',
      fr: "Ce don est déjà attesté ; corrigez l'une de ses attestations si elle est fausse.",
    });
  return (
    whyNotComing(donation) ??
    new Refusal('NOT_INVENTORIED', 'donationId', {
      en: 'Machines may still be registered in this donation; close its inventory first.',
      fr: "Des machines peuvent encore être enregistrées dans ce don ; closez d'abord son inventaire.",
    })
  );
}

/** Why a donation cannot be closed: `NOT_ATTESTED` or `ALREADY_CLOSED`. */
export function whyNotClosable({ state }: Donation): Refusal | null {
  if (state === 'ATTESTED') return null;
  if (state === 'CLOSED')
    return new Refusal('ALREADY_CLOSED', 'donationId', {
      en: 'This donation is already closed; nothing is left to do.',
      fr: "Ce don est déjà clos ; il n'y a plus rien à faire.",
    });
  return new Refusal('NOT_ATTESTED', 'donationId', {
    en: 'The donor has no certificate for every machine yet; attest the donation first.',
    fr: "Le donateur n'a pas encore d'attestation pour chaque machine ; attestez d'abord le don.",
  });
}

/** Why `on` cannot be the day of the next step: `OUT_OF_ORDER` when it comes before the last one. */
export function whyNotOn(donation: Donation, on: string): Refusal | null {
  const { offeredOn, acceptedOn, pickedUpOn, inventoriedOn, attestedOn } = donation;
  const last = attestedOn ?? inventoriedOn ?? pickedUpOn ?? acceptedOn ?? offeredOn;
  if (on >= last) return null;
  return new Refusal('OUT_OF_ORDER', 'on', {
    en: `The step before it happened on ${last}; give that day or a later one.`,
    fr: `L'étape précédente date du ${last} ; donnez ce jour ou un jour suivant.`,
  });
}

function whyNotComing({ state }: Donation): Refusal | null {
  if (state === 'OFFERED')
    return new Refusal('NOT_ACCEPTED', 'donationId', {
      en: 'This donation is only offered; accept it first.',
      fr: "Ce don n'est que proposé ; acceptez-le d'abord.",
    });
  if (state === 'DECLINED')
    return new Refusal('DECLINED', 'donationId', {
      en: 'This donation was declined; ask the donor for a new offer.',
      fr: 'Ce don a été refusé ; demandez une nouvelle offre au donateur.',
    });
  if (state === 'CANCELLED')
    return new Refusal('CANCELLED', 'donationId', {
      en: 'The donor withdrew this donation; ask the donor for a new offer.',
      fr: 'Le donateur a retiré ce don ; demandez-lui une nouvelle offre.',
    });
  return null;
}
