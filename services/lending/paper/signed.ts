import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Loan } from '../loan/loan.entity.ts';
import { Person } from '../person/person.entity.ts';
import { articlesOf, type AgreementFacts } from './agreement.rules.ts';
import { agreementFacts } from './borrower.ts';

/**
 * SHA-256 of the articles of an agreement, in hexadecimal: printed below them, and kept once they are signed. The association
 * stands in them by its slug, so that nobody has signed otherwise because it changed its name since.
 */
export const digestOf = (facts: AgreementFacts): string =>
  createHash('sha256')
    .update(JSON.stringify(articlesOf(facts)))
    .digest('hex');

/** Keeps the digest of what was just signed: a name corrected later no longer tells what the paper said. */
export async function keepSigned(
  em: EntityManager,
  context: Pick<ServiceContext, 'association' | 'seat'>,
  loan: Loan,
): Promise<void> {
  const { householdId } = loan;
  const people = householdId ? await em.find(Person, { householdId }, { orderBy: { id: 'asc' } }) : [];
  const facts = agreementFacts(loan, people, context);
  if (!facts) return;
  await em.execute('insert into signed_agreement (loan_id, digest) values (?, ?)', [loan.id, digestOf(facts)]);
}
