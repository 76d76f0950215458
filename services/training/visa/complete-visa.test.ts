import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { hoursFor } from '../session/session.factory.ts';
import { allocateVisas } from '../allocation/allocation.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { aStartedVisa, completeVisa, issueVisa } from './visa.factory.ts';

describe('Completing a visa', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => {
    training = await aTrainingService();
    await allocateVisas(training.as('manager'));
  });
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const complete = (visaId: string, input: object = {}) => completeVisa(trainer(), { visaId, ...input });

  it('counts the hours attended since it began', async () => {
    const personId = aPerson();
    await hoursFor(trainer(), personId, 5, '2011-01-31');
    const visaId = await aStartedVisa(trainer(), personId, '2011-02-01');
    await hoursFor(trainer(), personId, 4, '2011-02-01');
    await hoursFor(trainer(), personId, 6, '2011-03-01');
    const { visa, userErrors } = await complete(visaId, { on: '2011-03-01' });
    expect(userErrors).toEqual([]);
    expect(visa).toMatchObject({ state: 'COMPLETED', completedOn: '2011-03-01', hoursAttended: 10 });
    expect(visa.history.at(-1)).toMatchObject({ verb: 'completeVisa', details: { minutes: 600 } });
  });

  it('does not count hours attended after it was complete', async () => {
    const personId = aPerson();
    const visaId = await aStartedVisa(trainer(), personId, '2011-02-01');
    await hoursFor(trainer(), personId, 12, '2011-02-02');
    await complete(visaId, { on: '2011-02-02' });
    await hoursFor(trainer(), personId, 3, '2011-02-03');
    const { visa } = await trainer().request('query ($id: ID!) { visa(id: $id) { hoursAttended } }', { id: visaId });
    expect(visa.hoursAttended).toBe(12);
  });

  it('needs ten hours, none of them later than the day given', async () => {
    const personId = aPerson();
    const visaId = await aStartedVisa(trainer(), personId, '2011-02-01');
    await hoursFor(trainer(), personId, 9, '2011-02-02');
    await hoursFor(trainer(), personId, 1, '2011-02-04');
    const { visa, userErrors } = await complete(visaId, { on: '2011-02-03' });
    expect([visa, userErrors]).toMatchObject([null, [{ code: 'NOT_ENOUGH_HOURS', field: ['visaId'] }]]);
    expect((await complete(visaId, { on: '2011-02-04' })).userErrors).toEqual([]);
  });

  it('needs a training that has begun', async () => {
    const { visa } = await issueVisa(trainer());
    expect((await complete(visa.id)).userErrors).toMatchObject([{ code: 'NOT_STARTED', field: ['visaId'] }]);
  });

  it('does not precede the start, nor lie in the future', async () => {
    const visaId = await aStartedVisa(trainer(), aPerson(), '2011-02-01');
    const before = await complete(visaId, { on: '2011-01-31' });
    expect(before.userErrors).toMatchObject([{ code: 'BEFORE_START', field: ['on'] }]);
    const future = await complete(visaId, { on: '2011-06-16' });
    expect(future.userErrors).toMatchObject([{ code: 'IN_THE_FUTURE', field: ['on'] }]);
  });

  it('is done once, and answers a repeated call as the first', async () => {
    const personId = aPerson();
    const visaId = await aStartedVisa(trainer(), personId, '2011-02-01');
    await hoursFor(trainer(), personId, 10, '2011-02-02');
    const input = { idempotencyKey: newTypeId('key') };
    expect(await complete(visaId, input)).toEqual(await complete(visaId, input));
    expect((await complete(visaId)).userErrors).toMatchObject([{ code: 'ALREADY_COMPLETED', field: ['visaId'] }]);
  });

  it('refuses an unknown visa', async () => {
    const { userErrors } = await complete(newTypeId('visa'));
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['visaId'] }]);
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(completeVisa(training.as(role), { visaId: newTypeId('visa') })).rejects.toThrow(/completeVisa/);
  });
});
