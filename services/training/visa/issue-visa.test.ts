import { newTypeId } from '../../kit/ids.ts';
import type { ServiceUnderTest } from '../../kit/testing/a-service.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { issueVisa } from './visa.factory.ts';

describe('Issuing a visa', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const issue = (input: object = {}) => issueVisa(training.as('trainer'), input);

  it('gives a person a cheque of 100 euros', async () => {
    const personId = aPerson();
    const { visa, userErrors } = await issue({ personId, on: '2011-02-01' });
    expect(userErrors).toEqual([]);
    expect(visa).toMatchObject({
      id: expect.stringMatching(/^visa_/),
      state: 'ISSUED',
      amount: 100,
      hoursAttended: 0,
      issuedOn: '2011-02-01',
      startedOn: null,
      person: { id: personId },
      programme: { id: 'ordi-solidaire-bretagne' },
      history: [{ verb: 'issueVisa', happenedOn: '2011-02-01', details: { amountCents: 10_000 } }],
    });
  });

  it('gives one person one visa in a programme, even when two people issue it at once', async () => {
    const personId = aPerson();
    const answers = await Promise.all([1, 2, 3].map(() => issue({ personId })));
    expect(answers.filter(({ visa }) => visa)).toHaveLength(1);
    expect((await issue({ personId })).userErrors).toMatchObject([{ code: 'ALREADY_HAS_VISA', field: ['personId'] }]);
    expect((await issue({ personId, programmeId: 'ordi-2-0' })).userErrors).toEqual([]);
  });

  it('issues one visa however often the call is sent', async () => {
    const input = { idempotencyKey: newTypeId('key'), personId: aPerson() };
    expect((await issue(input)).visa).toEqual((await issue(input)).visa);
  });

  it.each([
    ['NO_VISA_YET', { on: '2006-12-31' }, 'on'],
    ['IN_THE_FUTURE', { on: '2011-06-16' }, 'on'],
    ['INVALID_INPUT', { personId: 'somebody' }, 'personId'],
    ['INVALID_INPUT', { programmeId: 'Ordi 2.0' }, 'programmeId'],
    ['INVALID_INPUT', { idempotencyKey: 'short' }, 'idempotencyKey'],
  ])('is refused with %s: %o', async (code, input, field) => {
    expect(await issue(input)).toMatchObject({ visa: null, userErrors: [{ code, field: [field] }] });
  });

  it('is not done at a hub', async () => {
    const hub = await aTrainingService('2011-06-15', null);
    const { userErrors } = await issueVisa(hub.as('manager'));
    expect(userErrors).toMatchObject([{ code: 'HUB_HAS_NO_OPERATIONS', field: null }]);
    await hub.close();
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(issueVisa(training.as(role))).rejects.toThrow(/issueVisa/);
  });
});
