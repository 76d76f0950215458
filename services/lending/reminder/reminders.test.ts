import ICAL from 'ical.js';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aHousehold } from '../household/household.factory.ts';
import { aKey, anActiveLoan, tell } from '../loan/loan.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { stageOn } from './reminder.rules.ts';

const REMINDER = 'id kind dueOn remindOn channel state attempts failure sentAt loan { id state }';

interface Reminder {
  id: string;
  kind: string;
  state: string;
  channel: string;
  loan: { id: string };
}

let lending: LendingUnderTest;
beforeAll(async () => void (lending = await aLending()));
afterAll(() => lending.close());
afterEach(() => lending.clock.set('2011-06-15'));

const lender = () => lending.as('lender');
const dueOn = async (on: string, args = ''): Promise<Reminder[]> =>
  (await lender().request(`{ remindersDue(on: "${on}", first: 100 ${args}) { nodes { ${REMINDER} } } }`)).remindersDue
    .nodes;
const dueFor = async (loanId: string, on: string) => (await dueOn(on)).filter(({ loan }) => loan.id === loanId);
const mark = (reminderId: string, input = {}) =>
  callVerb<{ reminder: Reminder }>(lender(), 'markReminderDone', `reminder { ${REMINDER} }`, {
    reminderId,
    idempotencyKey: aKey(),
    ...input,
  });

describe('Reminders that are due', () => {
  it.each([
    ['2011-11-10', null],
    ['2011-11-11', 'RENEWAL_OPENS'],
    ['2011-12-10', 'RENEWAL_OPENS'],
    ['2011-12-11', 'ENDS_SOON'],
    ['2012-01-10', 'DUE'],
    ['2012-01-11', 'OVERDUE'],
    ['2012-01-25', 'OVERDUE_AGAIN'],
    ['2012-02-09', 'OVERDUE_LAST'],
    ['2012-09-01', 'OVERDUE_LAST'],
  ])('on %s say of a term that ends on 10 January 2012: %s', async (day, kind) => {
    expect(stageOn('2012-01-10', day)?.kind ?? null).toBe(kind);
  });

  it('follow the calendar alone, one for each loan', async () => {
    const { loanId } = await anActiveLoan(lender(), { startedOn: '2011-01-10' });
    expect(await dueFor(loanId, '2011-11-10')).toEqual([]);
    expect(await dueFor(loanId, '2011-12-24')).toEqual([
      {
        id: `${loanId}~2012-01-10~ENDS_SOON`,
        kind: 'ENDS_SOON',
        dueOn: '2012-01-10',
        remindOn: '2011-12-11',
        channel: 'PHONE',
        state: 'DUE',
        attempts: 0,
        failure: null,
        sentAt: null,
        loan: { id: loanId, state: 'ACTIVE' },
      },
    ]);
  });

  it('are for organisations too, and for nobody who brought the computer back', async () => {
    const organisation = await anActiveLoan(lender(), { organisationId: 'RNA-W561000001', commune: 'COM-56098' });
    expect(await dueFor(organisation.loanId, '2012-01-10')).toMatchObject([{ kind: 'DUE', channel: 'PHONE' }]);
    const input = { loanId: organisation.loanId, condition: 'WORKING', idempotencyKey: aKey() };
    await tell(lender(), 'returnComputer', input);
    expect(await dueFor(organisation.loanId, '2012-01-10')).toEqual([]);
  });

  it('are all to be made by telephone where no mail server is set, and the graph says so', async () => {
    const householdId = await aHousehold(lender());
    const contact = { householdId, email: 'le-goff@example.org', remindByEmail: true, idempotencyKey: aKey() };
    await callVerb(lender(), 'recordContact', 'household { id }', contact);
    const { loanId } = await anActiveLoan(lender(), { householdId });
    expect(await dueFor(loanId, '2012-01-10')).toMatchObject([{ channel: 'PHONE' }]);
    expect(await dueOn('2012-01-10', 'channel: EMAIL')).toEqual([]);
    expect((await lender().request('{ sendsReminders }')).sendsReminders).toBe(false);
    const { userErrors } = await callVerb(lender(), 'sendReminders', 'queued', { idempotencyKey: aKey() });
    expect(userErrors).toMatchObject([{ code: 'MAIL_NOT_CONFIGURED' }]);
  });
});

describe('A reminder that somebody made', () => {
  const aDueReminder = async () => {
    const { loanId } = await anActiveLoan(lender(), { startedOn: '2010-06-16' });
    return { loanId, reminderId: `${loanId}~2011-06-16~ENDS_SOON` };
  };

  it('is kept with the loan, and the next one comes in its time', async () => {
    const { loanId, reminderId } = await aDueReminder();
    const { reminder, userErrors } = await mark(reminderId);
    expect(userErrors).toEqual([]);
    expect(reminder).toMatchObject({ state: 'DONE', channel: 'PHONE', sentAt: '2011-06-15T11:00:00.000Z' });
    expect(await dueFor(loanId, '2011-06-15')).toEqual([]);
    expect(await dueFor(loanId, '2011-06-16')).toMatchObject([{ kind: 'DUE' }]);
    const { loan } = await lender().request(
      `{ loan(id: "${loanId}") { reminders { kind } history { verb details } } }`,
    );
    expect(loan.reminders).toEqual([{ kind: 'ENDS_SOON' }]);
    expect(loan.history.at(-1)).toEqual({
      verb: 'markReminderDone',
      details: { kind: 'ENDS_SOON', dueOn: '2011-06-16' },
    });
  });

  it('is made once, by one of two who called at the same moment', async () => {
    const { reminderId } = await aDueReminder();
    const answers = await Promise.all([mark(reminderId), mark(reminderId)]);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['ALREADY_REMINDED']);
  });

  it('is answered again when a call is repeated with its key', async () => {
    const { reminderId } = await aDueReminder();
    const input = { idempotencyKey: aKey() };
    const [first, again] = [await mark(reminderId, input), await mark(reminderId, input)];
    expect(again).toEqual(first);
  });

  it('is refused when the loan is elsewhere by now', async () => {
    const { loanId, reminderId } = await aDueReminder();
    expect((await mark(reminderId.replace('ENDS_SOON', 'DUE'))).userErrors).toMatchObject([
      { code: 'REMINDER_NOT_DUE' },
    ]);
    await tell(lender(), 'returnComputer', { loanId, condition: 'WORKING', idempotencyKey: aKey() });
    expect((await mark(reminderId)).userErrors).toMatchObject([{ field: ['reminderId'], code: 'REMINDER_NOT_DUE' }]);
  });

  it.each([
    ['NOT_FOUND', 'reminderId', { reminderId: 'nothing' }],
    ['NOT_FOUND', 'reminderId', { reminderId: 'loan_none~2011-06-16~DUE' }],
    ['IN_THE_FUTURE', 'on', { on: '2011-06-16' }],
    ['INVALID_INPUT', 'idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with %s (%s)', async (code, field, input) => {
    const { reminderId } = await aDueReminder();
    expect((await mark(reminderId, input)).userErrors).toMatchObject([{ field: [field], code }]);
  });
});

describe('The calendar of loans', () => {
  const events = async (args = '') => {
    const { loanCalendar } = await lender().request(`{ loanCalendar${args} { name mediaType content } }`);
    const text = Buffer.from(loanCalendar.content, 'base64').toString();
    const calendar = new ICAL.Component(ICAL.parse(text));
    return {
      text,
      file: loanCalendar,
      events: calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)),
    };
  };

  it('has the end of each term and the day it may be renewed, and names nobody', async () => {
    const people = [{ givenName: 'Nolwenn', familyName: 'Le Goff' }];
    const householdId = await aHousehold(lender(), { people });
    const { loanId } = await anActiveLoan(lender(), { householdId, startedOn: '2011-01-10' });
    const { text, file, events: all } = await events();
    expect(file).toMatchObject({ name: 'prets.ics', mediaType: 'text/calendar; charset=utf-8' });
    expect(text).not.toContain('Goff');
    const ofLoan = all.filter(({ uid }) => uid.startsWith(loanId));
    expect(ofLoan.map(({ uid, summary, startDate }) => [uid, summary, startDate.toString()])).toEqual([
      [`${loanId}-echeance@defis.passerelle`, `Échéance du prêt ${loanId}`, '2012-01-10'],
      [`${loanId}-reconduction@defis.passerelle`, `Reconduction possible du prêt ${loanId}`, '2011-11-11'],
    ]);
  });

  it('ends before a day when asked', async () => {
    await anActiveLoan(lender(), { startedOn: '2011-03-01' });
    const { events: all } = await events('(before: "2012-01-01")');
    expect(all.every(({ uid, startDate }) => !uid.includes('echeance') || startDate.toString() < '2012-01-01')).toBe(
      true,
    );
  });
});

test('fifty reminders and their loans take as many statements as two', async () => {
  const borrower = { organisationId: 'RNA-W561000002', commune: 'COM-56098' };
  await Promise.all(Array.from({ length: 50 }, () => anActiveLoan(lender(), borrower)));
  const count = (first: number) =>
    lending.countStatements(() =>
      lender().request(`{ remindersDue(on: "2012-02-01", first: ${first}) { nodes { loan { reminders { id } } } } }`),
    );
  expect(await count(50)).toBe(await count(2));
}, 120_000);
