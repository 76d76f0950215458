import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { associationName } from '../../../packages/platform/verb/association-name.ts';
import { today } from '../../../packages/calendar/clock.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { record } from '../../../packages/platform/verb/history.ts';
import { inTransaction } from '../../../packages/platform/verb/in-transaction.ts';
import { Household } from '../household/household.entity.ts';
import { Loan } from '../loan/loan.entity.ts';
import { OrganisationContact } from '../organisation/organisation-contact.entity.ts';
import { letterOf } from './letter.rules.ts';
import { post, readFailure } from './post.ts';
import { Reminder } from './reminder.entity.ts';

type Sending = Pick<ServiceContext, 'database' | 'viewer' | 'clock' | 'mail' | 'association' | 'callPeer'>;

/**
 * Sends one queued reminder, unless it is not wanted any more. Its row stays locked meanwhile, so that two processes never
 * send it both; after a crash between the server's answer and the commit it is sent again, under the same Message-ID.
 * Throws when another try may succeed: the queue then tries again, and the reminder says why it failed.
 */
export async function sendReminder(context: Sending, reminderId: string): Promise<void> {
  const { association: slug, callPeer } = context;
  const association = await associationName({ association: slug, callPeer });
  const error = await inTransaction(context, (em) => attempt(em, { ...context, association }, reminderId));
  if (error) throw error;
}

async function attempt(em: EntityManager, context: Sending, id: string): Promise<Error | null> {
  const { clock, mail, association } = context;
  const reminder = await em.findOne(Reminder, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!reminder || reminder.state === 'SENT' || reminder.state === 'DONE') return null;
  const loan = await em.findOneOrFail(Loan, { id: reminder.loanId });
  const to = await addressOf(em, loan, reminder);
  if (!mail || !to) {
    em.remove(reminder);
    return null;
  }
  const { kind, dueOn } = reminder;
  const facts = { loanId: loan.id, kind, dueOn, termCount: loan.termCount, association: association ?? '' };
  const at = clock.now();
  try {
    await post(mail, { id, to, at, ...letterOf(facts) });
  } catch (error) {
    const { failure, isForGood } = readFailure(error);
    Object.assign(reminder, { state: 'FAILED', attempts: reminder.attempts + 1, failure });
    return isForGood ? null : new Error(`The mail server answered ${failure}`);
  }
  Object.assign(reminder, { state: 'SENT', failure: null, sentAt: at });
  const happening = { noun: 'Loan', id: loan.id, verb: 'sendReminder', on: today(clock), details: { kind, dueOn } };
  await record(em, { subject: context.viewer.subject, at }, [happening]);
  return null;
}

/** Whom to write to; null when the loan ended or was renewed since, or the borrower does not agree any more. */
async function addressOf(em: EntityManager, loan: Loan, { dueOn }: Reminder): Promise<string | null> {
  const { state, householdId, organisationId } = loan;
  if (state !== 'ACTIVE' || loan.dueOn !== dueOn) return null;
  const borrower = householdId
    ? await em.findOneOrFail(Household, { id: householdId })
    : await em.findOne(OrganisationContact, { organisationId });
  return borrower?.remindedByEmailSince ? borrower.email : null;
}
