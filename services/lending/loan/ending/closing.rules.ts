import { Refusal } from '../../../../packages/platform/refusals/refusal.ts';
import type { Loan } from '../loan.entity.ts';
import { OVER, whyNotIn } from '../loan.rules.ts';

/**
 * How long a loan that is over keeps its household: what the CNIL recommends for social support, two years from the last
 * contact with the person (« référentiel relatif aux traitements mis en œuvre dans le cadre de l'accueil, l'hébergement et
 * l'accompagnement social et médico-social »).
 */
export const KEPT_MONTHS = 24;

/** `NOT_OVER`, `STILL_BORROWING`, `SANCTION_RUNS`: a household is parted from all its loans at once, or from none. */
export function whyNotClosable(loan: Loan, ofHousehold: readonly Loan[], on: string): Refusal | null {
  const whyNot = whyNotIn(OVER, loan, 'NOT_OVER');
  if (whyNot) return whyNot;
  const open = ofHousehold.find((other) => whyNotIn(OVER, other) !== null);
  if (open) {
    return new Refusal('STILL_BORROWING', 'loanId', {
      en: `Its household has the loan ${open.id}; close them together once that one is over.`,
      fr: `Le foyer a encore le prêt ${open.id} ; clôturez-les ensemble quand celui-ci sera terminé.`,
    });
  }
  const sanction = [loan, ...ofHousehold].find((each) => runs(each, on));
  if (!sanction) return null;
  return new Refusal('SANCTION_RUNS', 'loanId', {
    en: `A sanction runs until ${sanction.sanctionUntil}; close the loan after that day, or lift the sanction first.`,
    fr: `Une mesure court jusqu'au ${sanction.sanctionUntil} ; clôturez le prêt après ce jour, ou levez d'abord la mesure.`,
  });
}

const runs = ({ sanctionUntil, sanctionLiftedOn }: Loan, on: string): boolean =>
  Boolean(sanctionUntil && on <= sanctionUntil && !sanctionLiftedOn);
