import { findTerritory } from '../../../packages/geography/find-territory.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Loan } from '../loan/loan.entity.ts';
import type { Person } from '../person/person.entity.ts';
import type { AgreementFacts } from './agreement.rules.ts';

/** The borrower as papers name it: its people, else its own id; none once they are erased or detached from the loan. */
export function namesOf({ householdId, organisationId }: Loan, people: readonly Person[]): string[] {
  if (organisationId) return [organisationId];
  if (people.some(({ erasedOn }) => erasedOn)) return [];
  if (people.length > 0) return people.map(({ givenName, familyName }) => `${givenName} ${familyName}`);
  return householdId ? [householdId] : [];
}

/** What the agreement of a loan says; null before it is granted, and when nobody is known as its borrower any more. */
export function agreementFacts(
  loan: Loan,
  people: readonly Person[],
  { association, seat }: Pick<ServiceContext, 'association' | 'seat'>,
): AgreementFacts | null {
  const borrower = namesOf(loan, people);
  const { id, approvedOn, organisationId, programmeId, commune } = loan;
  if (!approvedOn || borrower.length === 0) return null;
  return {
    loanId: id,
    association: association ?? '',
    seat: communeName(seat ?? ''),
    borrower,
    isOrganisation: organisationId !== null,
    commune: communeName(commune),
    programmeId,
    approvedOn,
  };
}

const communeName = (code: string): string => findTerritory(code)?.name ?? code;
