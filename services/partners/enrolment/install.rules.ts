import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Install } from './install.entity.ts';

/** Why a code enrols nobody: `CODE_EXPIRED`, `CODE_USED`. */
export function whyNoCode(
  { state, expiresAt }: Pick<Install, 'state' | 'expiresAt'>,
  now: Date,
): Refusal<'CODE_EXPIRED' | 'CODE_USED'> | null {
  if (state !== 'INVITED') {
    return new Refusal('CODE_USED', 'code', {
      en: 'This code was used or withdrawn; ask the hub for another one.',
      fr: 'Ce code a déjà servi ou a été retiré ; demandez-en un autre à la plateforme régionale.',
    });
  }
  if (expiresAt! > now) return null;
  return new Refusal('CODE_EXPIRED', 'code', {
    en: 'This code has expired; ask the hub for another one.',
    fr: 'Ce code a expiré ; demandez-en un autre à la plateforme régionale.',
  });
}

/** Why an installation cannot be approved: `NOT_ENROLLED`, `ALREADY_ENDED`. */
export function whyNotApprovable({ state }: Pick<Install, 'state'>): Refusal<'NOT_ENROLLED' | 'ALREADY_ENDED'> | null {
  if (state === 'ENROLLED') return null;
  if (state === 'SUPERSEDED' || state === 'REVOKED') return ended();
  return new Refusal('NOT_ENROLLED', 'installId', {
    en: 'It has not enrolled here; give its operator a code, and wait until it is used.',
    fr: "Elle ne s'est pas inscrite ici ; donnez un code à qui l'exploite et attendez qu'il serve.",
  });
}

/** Why an installation cannot be revoked: `ALREADY_ENDED`. */
export const whyNotRevocable = ({ state }: Pick<Install, 'state'>): Refusal<'ALREADY_ENDED'> | null =>
  state === 'REVOKED' ? ended() : null;

const ended = (): Refusal<'ALREADY_ENDED'> =>
  new Refusal('ALREADY_ENDED', 'installId', {
    en: 'It was superseded or revoked already; invite the association again.',
    fr: "Elle a déjà été remplacée ou révoquée ; invitez de nouveau l'association.",
  });

export const notAHub = (): Refusal<'NOT_A_HUB'> =>
  new Refusal('NOT_A_HUB', null, {
    en: 'Installations enrol at a hub; this instance belongs to an association.',
    fr: "Les installations s'inscrivent sur une plateforme régionale ; cette instance appartient à une association.",
  });

/** Why an association that is not in this hub's directory gets no code. */
export const notRegistered = (id: string): Refusal<'NOT_FOUND'> =>
  new Refusal('NOT_FOUND', 'associationId', {
    en: `No association is registered here as ${id}: a coordinator of the hub registers it first (registerAssociation); "associations" lists those that are.`,
    fr: `Aucune association n'est inscrite ici sous ${id} : une personne qui coordonne la plateforme l'inscrit d'abord (registerAssociation) ; « associations » donne celles qui le sont.`,
  });

export const oneOfBoth = (): Refusal<'ONE_OF_BOTH'> =>
  new Refusal('ONE_OF_BOTH', 'associationId', {
    en: 'Invite an association or a hub: give one of the two.',
    fr: "Invitez une association ou une plateforme : donnez l'une des deux.",
  });

export const unknownCode = (): Refusal<'UNKNOWN_CODE'> =>
  new Refusal('UNKNOWN_CODE', 'code', {
    en: 'No such code was given out here; copy it again, or ask the hub for another one.',
    fr: "Aucun code de ce genre n'a été donné ici ; recopiez-le ou demandez-en un autre à la plateforme régionale.",
  });

export const notYourAssociation = (): Refusal<'NOT_YOUR_ASSOCIATION'> =>
  new Refusal('NOT_YOUR_ASSOCIATION', 'code', {
    en: 'This code is for another association or hub; ask the hub for your own.',
    fr: 'Ce code est pour une autre association ou plateforme ; demandez le vôtre à la plateforme régionale.',
  });

export const wrongSignature = (): Refusal<'WRONG_SIGNATURE'> =>
  new Refusal('WRONG_SIGNATURE', 'signature', {
    en: 'This is not signed by the holder of the key; enrol with the command of the instance itself.',
    fr: "Ceci n'est pas signé par qui détient la clé ; inscrivez l'instance avec sa propre commande.",
  });

export const keyChanged = (): Refusal<'KEY_CHANGED'> =>
  new Refusal('KEY_CHANGED', 'publicKey', {
    en: 'This installation is known here under another key; restore that key, or start again with an installation of its own.',
    fr: 'Cette installation est connue ici sous une autre clé ; remettez cette clé, ou repartez avec une installation à elle.',
  });
