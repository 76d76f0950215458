import { Client } from 'pg';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aHousehold } from '../household/household.factory.ts';
import { aKey, anActiveLoan, tell } from '../loan/loan.factory.ts';
import { aLending, JOBS, type LendingUnderTest } from '../testing/a-lending.ts';
import { aMailServer, type CatchAll } from '../testing/a-mail-server.ts';

const FROM = 'prets@defis.example';

describe('Reminders by e-mail', () => {
  let server: CatchAll;
  let lending: LendingUnderTest;
  beforeAll(async () => {
    server = await aMailServer();
    lending = await aLending({ today: '2012-01-05', jobs: JOBS, mail: { url: server.url, from: FROM } });
  });
  afterAll(async () => {
    await lending.close();
    await server.close();
  });
  afterEach(() => void (server.refuseWith = 0));

  const lender = () => lending.as('lender');
  const recordContact = (householdId: string, email: string | null) =>
    callVerb(lender(), 'recordContact', 'household { id }', {
      householdId,
      email,
      remindByEmail: email !== null,
      idempotencyKey: aKey(),
    });

  /** A loan that ends on 10 January 2012, of a household that agreed to be reminded at an address of its own. */
  async function aReminded(): Promise<{ loanId: string; householdId: string; email: string }> {
    const householdId = await aHousehold(lender(), { people: [{ givenName: 'Nolwenn', familyName: 'Le Goff' }] });
    const email = `${householdId}@example.org`;
    await recordContact(householdId, email);
    const { loanId } = await anActiveLoan(lender(), { householdId });
    return { loanId, householdId, email };
  }

  const sendNow = async (on?: string): Promise<number> =>
    (await callVerb<{ queued: number }>(lender(), 'sendReminders', 'queued', { on, idempotencyKey: aKey() })).queued;
  const remindersOf = async (loanId: string) =>
    (
      await lender().request(
        `{ loan(id: "${loanId}") { reminders { kind channel state attempts failure sentAt } history { verb recordedBy } } }`,
      )
    ).loan;
  const untilState = (loanId: string, state: string) =>
    until(async () => (await remindersOf(loanId)).reminders.at(-1)?.state === state);
  const mailsTo = (email: string) =>
    server.received.filter(({ to }) => [to].flat().some((each) => each?.text === email));

  it('arrive once, in French, from the association, and name nobody', async () => {
    const { loanId, email } = await aReminded();
    const due = await lender().request(
      '{ sendsReminders remindersDue(channel: EMAIL) { nodes { loan { id } state } } }',
    );
    expect(due).toMatchObject({
      sendsReminders: true,
      remindersDue: { nodes: [{ loan: { id: loanId }, state: 'DUE' }] },
    });
    expect(await sendNow()).toBe(1);
    await untilState(loanId, 'SENT');
    expect(await sendNow()).toBe(0);
    const [mail, ...more] = mailsTo(email);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      subject: 'Votre prêt d’ordinateur prend fin le 10 janvier 2012',
      from: { text: FROM },
      messageId: `<${loanId}.2012-01-10.ENDS_SOON@defis.example>`,
    });
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail!.text).toContain('le 10 janvier 2012. Pour le garder un an de plus');
    expect(mail!.text).toContain(loanId);
    expect(mail!.text).not.toContain('Goff');
    const { reminders, history } = await remindersOf(loanId);
    expect(reminders).toEqual([
      {
        kind: 'ENDS_SOON',
        channel: 'EMAIL',
        state: 'SENT',
        attempts: 0,
        failure: null,
        sentAt: '2012-01-05T11:00:00.000Z',
      },
    ]);
    expect(history.at(-1)).toEqual({ verb: 'sendReminder', recordedBy: 'service:lending' });
  });

  it('go to organisations that agreed to them, too', async () => {
    const [organisationId, email] = ['RNA-W561000009', 'bureau@asso.example'];
    const contact = { organisationId, email, remindByEmail: true, idempotencyKey: aKey() };
    await callVerb(lender(), 'recordOrganisationContact', 'organisation { id }', contact);
    const { loanId } = await anActiveLoan(lender(), { organisationId, commune: 'COM-56121' });
    await sendNow();
    await untilState(loanId, 'SENT');
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('are queued each morning by themselves', async () => {
    const { loanId, email } = await aReminded();
    await query("select lending_jobs.add_job('queue_reminders')");
    await untilState(loanId, 'SENT');
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('are tried again when the server is away, and say so meanwhile', async () => {
    const { loanId, email } = await aReminded();
    server.refuseWith = 451;
    await sendNow();
    await untilState(loanId, 'FAILED');
    expect((await remindersOf(loanId)).reminders).toMatchObject([{ failure: 'EENVELOPE 451', sentAt: null }]);
    const { remindersDue } = await lender().request('{ remindersDue { nodes { loan { id } state failure } } }');
    expect(remindersDue.nodes).toContainEqual({ loan: { id: loanId }, state: 'FAILED', failure: 'EENVELOPE 451' });
    server.refuseWith = 0;
    await query('update lending_jobs._private_jobs set run_at = now()');
    await query("select lending_jobs.add_job('queue_reminders')");
    await untilState(loanId, 'SENT');
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('are left to somebody who calls when the address does not exist', async () => {
    const { loanId } = await aReminded();
    server.refuseWith = 550;
    await sendNow();
    await untilState(loanId, 'FAILED');
    const jobs = await query(`select from lending_jobs._private_jobs where key like '${loanId}%'`);
    expect(jobs.rowCount).toBe(0);
    const reminderId = `${loanId}~2012-01-10~ENDS_SOON`;
    const done = await callVerb(lender(), 'markReminderDone', 'reminder { state channel attempts }', {
      reminderId,
      idempotencyKey: aKey(),
    });
    expect(done).toMatchObject({ reminder: { state: 'DONE', channel: 'PHONE', attempts: 1 }, userErrors: [] });
  });

  it('are not sent to whoever withdrew, or brought the computer back, before they left', async () => {
    const [withdrawn, returned] = [await aReminded(), await aReminded()];
    server.refuseWith = 451;
    await sendNow();
    for (const { loanId } of [withdrawn, returned]) await untilState(loanId, 'FAILED');
    server.refuseWith = 0;
    await recordContact(withdrawn.householdId, null);
    await tell(lender(), 'returnComputer', { loanId: returned.loanId, condition: 'WORKING', idempotencyKey: aKey() });
    await query('update lending_jobs._private_jobs set run_at = now()');
    await query("select lending_jobs.add_job('queue_reminders')");
    for (const { loanId, email } of [withdrawn, returned]) {
      await until(async () => (await remindersOf(loanId)).reminders.length === 0);
      expect(mailsTo(email)).toEqual([]);
    }
    const { remindersDue } = await lender().request('{ remindersDue { nodes { loan { id } channel state } } }');
    expect(remindersDue.nodes).toContainEqual({ loan: { id: withdrawn.loanId }, channel: 'PHONE', state: 'DUE' });
  });

  it('are refused for a day that has not come', async () => {
    const { userErrors } = await callVerb(lender(), 'sendReminders', 'queued', {
      on: '2012-01-06',
      idempotencyKey: aKey(),
    });
    expect(userErrors).toMatchObject([{ field: ['on'], code: 'IN_THE_FUTURE' }]);
    const short = await callVerb(lender(), 'sendReminders', 'queued', { idempotencyKey: 'short' });
    expect(short.userErrors).toMatchObject([{ field: ['idempotencyKey'], code: 'INVALID_INPUT' }]);
  });

  async function query(sql: string) {
    const client = new Client({ connectionString: lending.databaseUrl });
    await client.connect();
    const answer = await client.query(sql);
    await client.end();
    return answer;
  }
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come true within ten seconds');
}
