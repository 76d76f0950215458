import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { allocateVisas } from '../allocation/allocation.factory.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { claimVisas, settleVisaClaim } from '../claim/claim.factory.ts';
import { hoursFor } from '../session/session.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { aCompletedVisa, aStartedVisa, cancelVisa, completeVisa, issueVisa, startVisa } from './visa.factory.ts';

const SHORT = 'short-visas';

describe('Cancelling a visa', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => {
    training = await aTrainingService();
    await allocateVisas(training.as('manager'));
    await allocateVisas(training.as('manager'), { programmeId: SHORT, visas: 50, validUntil: '2011-03-31' });
  });
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const cancel = (visaId: string, input: object = {}) => cancelVisa(trainer(), { visaId, ...input });
  const left = async (): Promise<number> => {
    const { visaAllocations } = await trainer().request(
      `{ visaAllocations(programmeId: "${SHORT}") { nodes { left } } }`,
    );
    return visaAllocations.nodes[0].left;
  };

  it('gives its place back', async () => {
    const before = await left();
    const personId = aPerson();
    const { visa } = await issueVisa(trainer(), { personId, programmeId: SHORT, on: '2011-02-01' });
    expect(await left()).toBe(before - 1);
    const cancelled = await cancel(visa.id, { reason: 'ISSUED_IN_ERROR', on: '2011-02-02' });
    expect(cancelled.visa).toMatchObject({
      state: 'CANCELLED',
      cancelledOn: '2011-02-02',
      cancellationReason: 'ISSUED_IN_ERROR',
    });
    expect(await left()).toBe(before);
    expect((await issueVisa(trainer(), { personId, programmeId: SHORT, on: '2011-02-03' })).userErrors).toEqual([]);
  });

  it('gives its hours back to whoever attended them, and to no other visa before', async () => {
    const personId = aPerson();
    const visaId = await aCompletedVisa(trainer(), '2011-02-01', personId);
    const { visa: next } = await issueVisa(trainer(), { personId, programmeId: SHORT, on: '2011-02-01' });
    await startVisa(trainer(), { visaId: next.id, on: '2011-02-01' });
    const complete = () => completeVisa(trainer(), { visaId: next.id, on: '2011-02-01' });
    expect((await complete()).userErrors).toMatchObject([{ code: 'NOT_ENOUGH_HOURS' }]);
    await cancel(visaId, { reason: 'HOURS_CORRECTED' });
    expect((await complete()).visa).toMatchObject({ state: 'COMPLETED', hoursAttended: 10 });
  });

  it('comes too late once the Region is asked, or has paid', async () => {
    const visaId = await aCompletedVisa(trainer(), '2011-02-01');
    const { claim } = await claimVisas(training.as('manager'), [visaId]);
    expect((await cancel(visaId)).userErrors).toMatchObject([{ code: 'VISA_CLAIMED', field: ['visaId'] }]);
    await settleVisaClaim(training.as('manager'), claim.id);
    expect((await cancel(visaId)).userErrors).toMatchObject([{ code: 'VISA_PAID', field: ['visaId'] }]);
  });

  it('is done once, in order, and no step follows', async () => {
    const visaId = await aStartedVisa(trainer(), aPerson(), '2011-02-01');
    const early = await cancel(visaId, { on: '2011-01-31' });
    expect(early.userErrors).toMatchObject([{ code: 'BEFORE_LAST_STEP', field: ['on'] }]);
    await cancel(visaId);
    const steps = [
      await cancel(visaId),
      await startVisa(trainer(), { visaId }),
      await completeVisa(trainer(), { visaId }),
    ];
    for (const { userErrors } of steps) expect(userErrors).toMatchObject([{ code: 'VISA_CANCELLED' }]);
  });

  it('has nothing to cancel after the last day; no hour and no step comes after it either', async () => {
    const personId = aPerson();
    const { visa } = await issueVisa(trainer(), { personId, programmeId: SHORT, on: '2011-03-01' });
    await startVisa(trainer(), { visaId: visa.id, on: '2011-03-01' });
    await hoursFor(trainer(), personId, 6, '2011-03-31');
    await hoursFor(trainer(), personId, 6, '2011-04-01');
    const query = 'query ($id: ID!) { visa(id: $id) { state hoursAttended } }';
    expect(await trainer().request(query, { id: visa.id })).toEqual({ visa: { state: 'EXPIRED', hoursAttended: 6 } });
    const late = await completeVisa(trainer(), { visaId: visa.id, on: '2011-03-31' });
    expect(late.userErrors).toMatchObject([{ code: 'NOT_ENOUGH_HOURS' }]);
    for (const step of [startVisa, completeVisa, cancelVisa]) {
      const { userErrors } = await step(trainer(), { visaId: visa.id, on: '2011-04-01' });
      expect(userErrors).toMatchObject([{ code: 'VISA_EXPIRED', field: ['visaId'] }]);
    }
  });

  it('refuses the future and an unknown visa', async () => {
    const { visa } = await issueVisa(trainer());
    expect((await cancel(visa.id, { on: '2011-06-16' })).userErrors).toMatchObject([{ code: 'IN_THE_FUTURE' }]);
    expect((await cancel(newTypeId('visa'))).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['visaId'] }]);
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(cancelVisa(training.as(role), { visaId: newTypeId('visa') })).rejects.toThrow(/cancelVisa/);
  });
});
