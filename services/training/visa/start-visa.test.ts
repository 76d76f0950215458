import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { allocateVisas } from '../allocation/allocation.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { issueVisa, startVisa } from './visa.factory.ts';

describe('Starting a visa', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => {
    training = await aTrainingService();
    await allocateVisas(training.as('manager'));
  });
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const anIssuedVisa = async (): Promise<string> => (await issueVisa(trainer(), { on: '2011-02-01' })).visa.id;

  it('begins the training', async () => {
    const { visa, userErrors } = await startVisa(trainer(), { visaId: await anIssuedVisa(), on: '2011-02-10' });
    expect(userErrors).toEqual([]);
    expect(visa).toMatchObject({ state: 'STARTED', startedOn: '2011-02-10' });
    expect(visa.history.at(-1)).toMatchObject({ verb: 'startVisa', happenedOn: '2011-02-10' });
  });

  it('is done once', async () => {
    const visaId = await anIssuedVisa();
    await startVisa(trainer(), { visaId });
    const { userErrors } = await startVisa(trainer(), { visaId });
    expect(userErrors).toMatchObject([{ code: 'ALREADY_STARTED', field: ['visaId'] }]);
  });

  it('does not precede the issue, nor lie in the future', async () => {
    const visaId = await anIssuedVisa();
    const before = await startVisa(trainer(), { visaId, on: '2011-01-31' });
    expect(before.userErrors).toMatchObject([{ code: 'BEFORE_ISSUE', field: ['on'] }]);
    const future = await startVisa(trainer(), { visaId, on: '2011-06-16' });
    expect(future.userErrors).toMatchObject([{ code: 'IN_THE_FUTURE', field: ['on'] }]);
  });

  it('refuses an unknown visa', async () => {
    const { userErrors } = await startVisa(trainer(), { visaId: newTypeId('visa') });
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['visaId'] }]);
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(startVisa(training.as(role), { visaId: newTypeId('visa') })).rejects.toThrow(/startVisa/);
  });
});
