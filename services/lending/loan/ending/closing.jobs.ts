import type { TaskList } from 'graphile-worker';
import { today } from '../../../../packages/calendar/clock.ts';
import type { ServiceContext } from '../../../../packages/platform/context/service-context.ts';
import { findLocked } from '../../../../packages/platform/verb/find.ts';
import { record } from '../../../../packages/platform/verb/history.ts';
import { inTransaction } from '../../../../packages/platform/verb/in-transaction.ts';
import { Loan } from '../loan.entity.ts';
import { OVER } from '../loan.rules.ts';
import { KEPT_MONTHS, whyNotClosable } from './closing.rules.ts';
import { detach, loansOf } from './detach.ts';

const CLOSE_LOANS = 'close_loans';

type Closing = Pick<ServiceContext, 'database' | 'viewer' | 'clock' | 'newId' | 'changed'>;

/** Closes what nobody closed by hand; what was entered late from paper is kept as long from its entry. */
export function closingTasks(closing: Closing): TaskList {
  return { [CLOSE_LOANS]: () => closeForgotten(closing) };
}

/** Each night, when nobody lends. */
export const CLOSING_CRONTAB = `30 2 * * * ${CLOSE_LOANS} ?jobKey=${CLOSE_LOANS}`;

const FORGOTTEN = `
  select id from loan
   where state in ('${OVER.join("', '")}') and last_step_on < $1::date - make_interval(months => ${KEPT_MONTHS})
     and (select max(recorded_at) from history where noun_id = loan.id) < $1::date - make_interval(months => ${KEPT_MONTHS})
   order by id`;

async function closeForgotten(closing: Closing): Promise<void> {
  const on = today(closing.clock);
  const forgotten = await closing.database.pool.query<{ id: string }>(FORGOTTEN, [on]);
  const ids = new Set(forgotten.rows.map(({ id }) => id));
  for (const id of ids) await close(closing, id, { on, ids });
  if (ids.size > 0) closing.changed();
}

/** Closes a loan with the others of its household, unless one of them is to be kept. */
async function close(closing: Closing, id: string, { on, ids }: { on: string; ids: Set<string> }): Promise<void> {
  const { clock, newId, viewer } = closing;
  await inTransaction(closing, async (em) => {
    const loan = await findLocked(em, Loan, id, 'loanId');
    const ofHousehold = await loansOf(em, loan.householdId);
    const loans = ofHousehold.length > 0 ? ofHousehold : [loan];
    if (whyNotClosable(loan, ofHousehold, on) || loans.some((each) => !ids.has(each.id))) return;
    await record(em, { subject: viewer.subject, at: clock.now() }, await detach(em, loans, on, newId));
  });
}
