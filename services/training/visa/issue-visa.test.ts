import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { allocateVisas } from '../allocation/allocation.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { issueVisa } from './visa.factory.ts';

describe('Issuing a visa', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => {
    training = await aTrainingService();
    await allocateVisas(training.as('manager'));
  });
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
      hoursNeeded: 10,
      validUntil: '2013-12-31',
      allocation: { visas: 1000 },
    });
  });

  it('gives one person one visa in a programme, even when two people issue it at once', async () => {
    const personId = aPerson();
    const answers = await Promise.all([1, 2, 3].map(() => issue({ personId })));
    expect(answers.filter(({ visa }) => visa)).toHaveLength(1);
    expect((await issue({ personId })).userErrors).toMatchObject([{ code: 'ALREADY_HAS_VISA', field: ['personId'] }]);
    const elsewhere = await issue({ personId, programmeId: 'ordi-2-0' });
    expect(elsewhere.userErrors).toMatchObject([{ code: 'VISA_OPEN', field: ['personId'] }]);
  });

  it('draws from what ends first, at its own worth and hours, and never more than there is', async () => {
    const programmeId = 'two-allocations';
    const ends = (validUntil: string, amountEach: number) =>
      allocateVisas(training.as('manager'), { programmeId, visas: 1, amountEach, hours: 5, validUntil });
    await ends('2012-12-31', 150);
    await ends('2011-12-31', 120.5);
    const answers = await inTurn([1, 2, 3], () => issue({ programmeId }));
    expect(answers.map(({ visa }) => visa && [visa.amount, visa.hoursNeeded, visa.validUntil])).toEqual([
      [120.5, 5, '2011-12-31'],
      [150, 5, '2012-12-31'],
      null,
    ]);
    expect(answers[2]!.userErrors).toMatchObject([{ code: 'ALLOCATION_EXHAUSTED', field: ['programmeId'] }]);
  });

  it('gives the last visa to one of two who ask at once', async () => {
    const programmeId = 'one-left';
    const { allocation } = await allocateVisas(training.as('manager'), { programmeId, visas: 1 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => issue({ programmeId })));
    expect(answers.filter(({ visa }) => visa)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array(3).fill('ALLOCATION_EXHAUSTED'),
    );
    const { visaAllocations } = await training
      .as('trainer')
      .request('{ visaAllocations(programmeId: "one-left") { nodes { id issued left drawn { nodes { id } } } } }');
    expect(visaAllocations.nodes).toMatchObject([{ id: allocation.id, issued: 1, left: 0 }]);
    expect(visaAllocations.nodes[0].drawn.nodes).toHaveLength(1);
  });

  it('replaces one that expired', async () => {
    const personId = aPerson();
    const programmeId = 'short';
    await allocateVisas(training.as('manager'), { programmeId, validUntil: '2011-01-31' });
    const { visa } = await issue({ personId, programmeId, on: '2011-01-03' });
    const early = await issue({ personId, on: '2011-01-31' });
    expect(early.userErrors).toMatchObject([{ code: 'VISA_OPEN' }]);
    expect((await issue({ personId, on: '2011-02-01' })).userErrors).toEqual([]);
    const query = `query ($id: ID!) { visa(id: $id) { state } visas(state: EXPIRED) { nodes { id } } }`;
    const found = await training.as('trainer').request(query, { id: visa.id });
    expect(found).toEqual({ visa: { state: 'EXPIRED' }, visas: { nodes: [{ id: visa.id }] } });
  });

  it('issues one visa however often the call is sent', async () => {
    const input = { idempotencyKey: newTypeId('key'), personId: aPerson() };
    expect((await issue(input)).visa).toEqual((await issue(input)).visa);
  });

  it.each([
    ['NO_ALLOCATION', { on: '2006-12-31' }, 'programmeId'],
    ['NO_ALLOCATION', { programmeId: 'ordi-2-0' }, 'programmeId'],
    ['IN_THE_FUTURE', { on: '2011-06-16' }, 'on'],
    ['INVALID_INPUT', { personId: 'somebody' }, 'personId'],
    ['INVALID_INPUT', { programmeId: 'Ordi 2.0' }, 'programmeId'],
    ['INVALID_INPUT', { idempotencyKey: 'short' }, 'idempotencyKey'],
  ])('is refused with %s: %o', async (code, input, field) => {
    expect(await issue(input)).toMatchObject({ visa: null, userErrors: [{ code, field: [field] }] });
  });

  it('is not done at a hub', async () => {
    const hub = await aTrainingService('2011-06-15', null);
    await expect(issueVisa(hub.as('manager'))).rejects.toThrow('FORBIDDEN');
    await hub.close();
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(issueVisa(training.as(role))).rejects.toThrow(/issueVisa/);
  });
});

async function inTurn<Made>(items: number[], make: () => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  for (const _ of items) made.push(await make());
  return made;
}
