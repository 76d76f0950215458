import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { allocateVisas } from '../allocation/allocation.factory.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { hoursFor } from '../session/session.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { aCompletedVisa, aStartedVisa, cancelVisa, completeVisa, issueVisa, startVisa } from '../visa/visa.factory.ts';
import { claimVisas, settleVisaClaim } from './claim.factory.ts';

const OTHER = 'other-programme';
const SHORT = 'short-programme';

describe('Claiming visas', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => {
    training = await aTrainingService();
    await allocateVisas(training.as('manager'));
    await allocateVisas(training.as('manager'), { programmeId: OTHER, amountEach: 80, hours: 1 });
    await allocateVisas(training.as('manager'), { programmeId: SHORT, validUntil: '2011-01-31' });
  });
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const claim = (visaIds: string[], input: object = {}) => claimVisas(training.as('manager'), visaIds, input);
  const settle = (claimId: string, input: object = {}) => settleVisaClaim(training.as('manager'), claimId, input);
  const completed = () => aCompletedVisa(trainer(), '2011-02-01');
  const refusalOf = async (
    answer: Promise<{ claim: object; userErrors: { code: string; field: string[] | null }[] }>,
  ) => {
    const { claim: made, userErrors } = await answer;
    expect(made).toBeNull();
    return [userErrors[0]!.code, userErrors[0]!.field?.join('.')];
  };

  it('asks for several at once, numbered by year; what is paid is paid, what is rejected may be asked again', async () => {
    const [first, second] = [await completed(), await completed()];
    const asked = await claim([first, second], { on: '2010-12-31' });
    expect(asked.userErrors).toMatchObject([{ code: 'BEFORE_LAST_STEP', field: ['on'] }]);
    const sent = await claim([first, second], { on: '2011-03-01' });
    expect(sent.claim).toMatchObject({ number: '2011-001', amount: 200, amountPaid: 0, settledOn: null });
    expect(sent.claim.lines).toMatchObject([
      { outcome: null, visa: { id: first, state: 'CLAIMED' } },
      { outcome: null, visa: { id: second, state: 'CLAIMED' } },
    ]);
    const rejections = [{ visaId: second, reason: 'HOURS_NOT_PROVEN' }];
    const settled = await settle(sent.claim.id, { rejections, on: '2011-04-01' });
    expect(settled.claim).toMatchObject({ settledOn: '2011-04-01', amount: 200, amountPaid: 100 });
    expect(settled.claim.lines).toMatchObject([
      { outcome: 'PAID', reason: null, visa: { state: 'PAID', paidOn: '2011-04-01' } },
      { outcome: 'REJECTED', reason: 'HOURS_NOT_PROVEN', visa: { state: 'REJECTED', paidOn: null } },
    ]);
    const again = await claim([second], { on: '2011-04-02' });
    expect(again.claim).toMatchObject({ number: '2011-002', lines: [{ outcome: null, visa: { state: 'CLAIMED' } }] });
    await settle(again.claim.id);
    const { visa } = await trainer().request('query ($id: ID!) { visa(id: $id) { state claims { number } } }', {
      id: second,
    });
    expect(visa).toEqual({ state: 'PAID', claims: [{ number: '2011-001' }, { number: '2011-002' }] });
  });

  it('is answered once when two people claim a visa at once', async () => {
    const visaId = await completed();
    const answers = await Promise.all([1, 2, 3].map(() => claim([visaId])));
    expect(answers.filter((answer) => answer.claim)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      'ALREADY_CLAIMED',
      'ALREADY_CLAIMED',
    ]);
  });

  it('answers a repeated call with the same claim', async () => {
    const [visaId, idempotencyKey] = [await completed(), newTypeId('key')];
    const [one, same] = [await claim([visaId], { idempotencyKey }), await claim([visaId], { idempotencyKey })];
    expect(same).toEqual(one);
    const key = { idempotencyKey: newTypeId('key') };
    expect(await settle(one.claim.id, key)).toEqual(await settle(one.claim.id, key));
  });

  it('takes completed visas only', async () => {
    const good = await completed();
    const started = await aStartedVisa(trainer(), aPerson(), '2011-02-01');
    expect(await refusalOf(claim([good, started]))).toEqual(['NOT_COMPLETED', 'visaIds.1']);
    const cancelled = await completed();
    await cancelVisa(trainer(), { visaId: cancelled });
    expect(await refusalOf(claim([cancelled]))).toEqual(['VISA_CANCELLED', 'visaIds.0']);
    const { visa } = await issueVisa(trainer(), { programmeId: SHORT, on: '2011-01-15' });
    expect(await refusalOf(claim([visa.id]))).toEqual(['VISA_EXPIRED', 'visaIds.0']);
    const { claim: sent } = await claim([good]);
    expect(await refusalOf(claim([good]))).toEqual(['ALREADY_CLAIMED', 'visaIds.0']);
    await settle(sent.id);
    expect(await refusalOf(claim([good]))).toEqual(['VISA_PAID', 'visaIds.0']);
  });

  it('takes the visas of one programme', async () => {
    const personId = aPerson();
    const { visa } = await issueVisa(trainer(), { personId, programmeId: OTHER, on: '2011-02-01' });
    await startVisa(trainer(), { visaId: visa.id, on: '2011-02-01' });
    await hoursFor(trainer(), personId, 1, '2011-02-01');
    await completeVisa(trainer(), { visaId: visa.id, on: '2011-02-01' });
    expect(await refusalOf(claim([await completed(), visa.id]))).toEqual(['PROGRAMMES_MIXED', 'visaIds']);
    expect((await claim([visa.id])).claim).toMatchObject({ amount: 80 });
  });

  it('refuses the future, unknown visas and none', async () => {
    const visaId = await completed();
    expect(await refusalOf(claim([visaId], { on: '2011-06-16' }))).toEqual(['IN_THE_FUTURE', 'on']);
    expect(await refusalOf(claim([newTypeId('visa')]))).toEqual(['NOT_FOUND', 'visaIds.0']);
    expect(await refusalOf(claim([]))).toEqual(['INVALID_INPUT', 'visaIds']);
    expect(await refusalOf(claim([visaId, visaId]))).toEqual(['INVALID_INPUT', 'visaIds']);
  });

  it('is settled once, later, and only of what it holds', async () => {
    const [visaId, other] = [await completed(), await completed()];
    const { claim: sent } = await claim([visaId], { on: '2011-05-02' });
    const reject = (...ids: string[]) => ({ rejections: ids.map((id) => ({ visaId: id, reason: 'OTHER' })) });
    expect(await refusalOf(settle(sent.id, { on: '2011-05-01' }))).toEqual(['BEFORE_CLAIM', 'on']);
    expect(await refusalOf(settle(sent.id, { on: '2011-06-16' }))).toEqual(['IN_THE_FUTURE', 'on']);
    expect(await refusalOf(settle(sent.id, reject(other)))).toEqual(['NOT_IN_CLAIM', 'rejections.0.visaId']);
    expect(await refusalOf(settle(sent.id, reject(visaId, visaId)))).toEqual(['VISA_TWICE', 'rejections.1.visaId']);
    expect(await refusalOf(settle(newTypeId('claim')))).toEqual(['NOT_FOUND', 'claimId']);
    await settle(sent.id, reject(visaId));
    expect(await refusalOf(settle(sent.id))).toEqual(['ALREADY_SETTLED', 'claimId']);
  });

  it.each(['trainer', 'technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)(
    'is not for %s, nor is settling',
    async (role) => {
      await expect(claimVisas(training.as(role), [newTypeId('visa')])).rejects.toThrow(/claimVisas/);
      await expect(settleVisaClaim(training.as(role), newTypeId('claim'))).rejects.toThrow(/settleVisaClaim/);
    },
  );
});
