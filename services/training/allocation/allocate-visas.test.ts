import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aTrainingService } from '../training.factory.ts';
import { allocateVisas } from './allocation.factory.ts';

describe('Allocating visas', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const allocate = (input: object = {}) => allocateVisas(training.as('manager'), input);

  it('keeps what the Region allows', async () => {
    const { allocation, userErrors } = await allocate({
      funderId: 'SIRET-23350001600040',
      reference: '2011-0042',
      visas: 60,
      on: '2010-12-10',
      validFrom: '2011-01-01',
      validUntil: '2011-12-31',
    });
    expect(userErrors).toEqual([]);
    expect(allocation).toMatchObject({
      id: expect.stringMatching(/^allocation_/),
      visas: 60,
      issued: 0,
      left: 60,
      amountEach: 100,
      hours: 10,
      reference: '2011-0042',
      allocatedOn: '2010-12-10',
      programme: { id: 'ordi-solidaire-bretagne' },
      funder: { id: 'SIRET-23350001600040' },
      history: [{ verb: 'allocateVisas', happenedOn: '2010-12-10', details: { visas: 60, amountCents: 10_000 } }],
    });
  });

  it.each([
    ['ENDS_BEFORE_IT_BEGINS', { validUntil: '2006-12-31' }, 'validUntil'],
    ['IN_THE_FUTURE', { on: '2011-06-16' }, 'on'],
    ['INVALID_INPUT', { visas: 0 }, 'visas'],
    ['INVALID_INPUT', { amountEach: 99.999 }, 'amountEach'],
    ['INVALID_INPUT', { funderId: 'Région Bretagne' }, 'funderId'],
  ])('is refused with %s: %o', async (code, input, field) => {
    expect(await allocate(input)).toMatchObject({ allocation: null, userErrors: [{ code, field: [field] }] });
  });

  it('is not done at a hub', async () => {
    const hub = await aTrainingService('2011-06-15', null);
    await expect(allocateVisas(hub.as('manager'))).rejects.toThrow('FORBIDDEN');
    await hub.close();
  });

  it.each(['trainer', 'technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)(
    'is not for %s',
    async (role) => {
      await expect(allocateVisas(training.as(role))).rejects.toThrow(/allocateVisas/);
    },
  );
});
