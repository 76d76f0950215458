import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Agreement, AgreementState } from './agreement.entity.ts';
import type { Instalment } from './instalment.entity.ts';

type Dated = Pick<
  Agreement,
  'signedOn' | 'startsOn' | 'endsOn' | 'terminatedOn' | 'version' | 'reportedOn' | 'settledOn'
>;

/** Where an agreement stands on a day; dates decide, so that nothing has to be updated when time passes. */
export function stateOf(agreement: Dated, on: string): AgreementState {
  const { signedOn, startsOn, endsOn, terminatedOn, version, reportedOn, settledOn } = agreement;
  if (settledOn) return 'SETTLED';
  if (reportedOn && (terminatedOn || on > endsOn)) return 'REPORTED';
  if (terminatedOn) return 'TERMINATED';
  if (!signedOn) return 'PROPOSED';
  if (on < startsOn) return 'SIGNED';
  if (on > endsOn) return 'EXPIRED';
  return version > 1 ? 'AMENDED' : 'IN_FORCE';
}

/** What has come of an agreement's money, in cents. */
export const receivedOf = (instalments: readonly Pick<Instalment, 'receivedCents'>[]): number =>
  instalments.reduce((sum, { receivedCents }) => sum + (receivedCents ?? 0), 0);

/** Whether an instalment's money is to come: of a signed agreement, until it is settled; none due after an early end. */
export function isAwaited(
  { dueOn, receivedOn, withdrawnIn }: Pick<Instalment, 'dueOn' | 'receivedOn' | 'withdrawnIn'>,
  { signedOn, settledOn, terminatedOn }: Pick<Agreement, 'signedOn' | 'settledOn' | 'terminatedOn'>,
): boolean {
  if (receivedOn || withdrawnIn || !signedOn || settledOn) return false;
  return !terminatedOn || dueOn <= terminatedOn;
}

/** Why planned instalments do not make up an amount: `INSTALMENTS_DO_NOT_ADD_UP`. All in cents. */
export function whyNotPlanned(amountCents: number, planned: readonly number[]): Refusal | null {
  const total = planned.reduce((sum, cents) => sum + cents, 0);
  if (total === amountCents) return null;
  return new Refusal('INSTALMENTS_DO_NOT_ADD_UP', 'instalments', {
    en: `The instalments make ${total / 100} € and the agreement ${amountCents / 100} €; plan the difference too.`,
    fr: `Les tranches font ${total / 100} € et la convention ${amountCents / 100} € ; prévoyez aussi la différence.`,
  });
}

/** Why money and kind do not go together: `AMOUNT_MISSING` or `AMOUNT_UNEXPECTED`. */
export function whyNotAmount(kind: Agreement['kind'], amountCents: number): Refusal | null {
  if (kind === 'FUNDING' && amountCents === 0) {
    return new Refusal('AMOUNT_MISSING', 'amount', {
      en: 'A funding agreement has an amount; give it, or propose a partnership.',
      fr: 'Une convention de financement a un montant ; donnez-le, ou proposez un partenariat.',
    });
  }
  if (kind === 'PARTNERSHIP' && amountCents > 0) {
    return new Refusal('AMOUNT_UNEXPECTED', 'amount', {
      en: 'A partnership moves no money; leave the amount out, or propose a funding agreement.',
      fr: "Un partenariat ne met pas d'argent en jeu ; retirez le montant, ou proposez un financement.",
    });
  }
  return null;
}

/** Why an agreement cannot be signed on a day: `TERMINATED`, `ALREADY_SIGNED`, `BEFORE_PROPOSAL`, `AFTER_ITS_END`. */
export function whyNotSignable(agreement: Agreement, on: string): Refusal | null {
  const { terminatedOn, signedOn, proposedOn, endsOn } = agreement;
  if (terminatedOn) return terminated(terminatedOn);
  if (signedOn) {
    return new Refusal('ALREADY_SIGNED', 'agreementId', {
      en: `It was signed on ${signedOn}; propose another agreement for what is new.`,
      fr: `Elle a été signée le ${signedOn} ; proposez une autre convention pour ce qui est nouveau.`,
    });
  }
  if (on < proposedOn) return beforeProposal(proposedOn);
  return on <= endsOn ? null : afterItsEnd(endsOn);
}

/**
 * Why an agreement cannot be ended on a day: `TERMINATED`, `REPORTED`, `BEFORE_SIGNATURE`, `BEFORE_PROPOSAL`,
 * `AFTER_ITS_END`.
 */
export function whyNotTerminable(
  { terminatedOn, reportedOn, signedOn, proposedOn, endsOn }: Agreement,
  on: string,
): Refusal | null {
  if (terminatedOn) return terminated(terminatedOn);
  if (reportedOn) return reported(reportedOn);
  if (signedOn && on < signedOn) return beforeSignature(signedOn);
  if (on < proposedOn) return beforeProposal(proposedOn);
  return on <= endsOn ? null : afterItsEnd(endsOn);
}

type Money = Pick<Instalment, 'id' | 'receivedOn' | 'receivedCents'>;

/**
 * Why an instalment's money cannot be taken in on a day: `NOT_SIGNED`, `SETTLED`, `ALREADY_RECEIVED`,
 * `BEFORE_SIGNATURE`, `BEYOND_THE_AGREEMENT`. What comes late is welcome, after the agreement's end too.
 */
export function whyNotReceivable(
  { signedOn, amountCents, settledOn }: Pick<Agreement, 'signedOn' | 'amountCents' | 'settledOn'>,
  instalments: readonly Money[],
  { id, cents, on }: { id: string; cents: number; on: string },
): Refusal | null {
  if (!signedOn) {
    return new Refusal('NOT_SIGNED', 'instalmentId', {
      en: 'The agreement is not signed; record the signature first.',
      fr: "La convention n'est pas signée ; enregistrez d'abord la signature.",
    });
  }
  if (settledOn) return settled(settledOn, 'instalmentId');
  const known = instalments.find((instalment) => instalment.id === id);
  if (known?.receivedOn) {
    return new Refusal('ALREADY_RECEIVED', 'instalmentId', {
      en: `It was received on ${known.receivedOn}; name the next instalment.`,
      fr: `Elle a été reçue le ${known.receivedOn} ; désignez la tranche suivante.`,
    });
  }
  if (on < signedOn) return beforeSignature(signedOn);
  return whyBeyond(amountCents - receivedOf(instalments), cents);
}

/** Why money does not fit into what is left of an agreement: `BEYOND_THE_AGREEMENT`. In cents. */
export function whyBeyond(left: number, cents: number): Refusal | null {
  if (cents <= left) return null;
  return new Refusal('BEYOND_THE_AGREEMENT', 'amount', {
    en: `Only ${left / 100} € are left of the agreement; propose another one for what comes beyond.`,
    fr: `Il ne reste que ${left / 100} € sur la convention ; proposez-en une autre pour le surplus.`,
  });
}

/** `SETTLED`: the accounts of an agreement are closed. */
export const settled = (settledOn: string, field: string): Refusal =>
  new Refusal('SETTLED', field, {
    en: `The agreement was settled on ${settledOn}; propose another one for what is new.`,
    fr: `La convention a été soldée le ${settledOn} ; proposez-en une autre pour ce qui est nouveau.`,
  });

export const terminated = (terminatedOn: string): Refusal =>
  new Refusal('TERMINATED', 'agreementId', {
    en: `It was ended on ${terminatedOn}; propose another agreement.`,
    fr: `Elle a pris fin le ${terminatedOn} ; proposez une autre convention.`,
  });

const beforeProposal = (proposedOn: string): Refusal =>
  new Refusal('BEFORE_PROPOSAL', 'on', {
    en: `It was proposed on ${proposedOn}; give that day or a later one.`,
    fr: `Elle a été proposée le ${proposedOn} ; donnez ce jour ou un jour plus tardif.`,
  });

export const beforeSignature = (signedOn: string): Refusal =>
  new Refusal('BEFORE_SIGNATURE', 'on', {
    en: `The agreement was signed on ${signedOn}; give that day or a later one.`,
    fr: `La convention a été signée le ${signedOn} ; donnez ce jour ou un jour plus tardif.`,
  });

export const afterItsEnd = (endsOn: string): Refusal =>
  new Refusal('AFTER_ITS_END', 'on', {
    en: `It ended on ${endsOn}; give a day until then, or propose another agreement.`,
    fr: `Elle s'est terminée le ${endsOn} ; donnez un jour jusque-là, ou proposez une autre convention.`,
  });

export const reported = (on: string): Refusal =>
  new Refusal('REPORTED', 'agreementId', {
    en: `Its last report was locked on ${on}; settle the agreement, and propose another one for what goes on.`,
    fr: `Son dernier bilan a été verrouillé le ${on} ; soldez la convention, et proposez-en une autre pour la suite.`,
  });
