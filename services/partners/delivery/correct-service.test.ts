import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { anOrganisation, closeOrganisation } from '../organisation/organisation.factory.ts';
import { registerProgramme } from '../programme/programme.factory.ts';
import { aPartnersService, buildFigures } from '../testing/partners.ts';
import { cancelService, correctService, recordService } from './delivery.factory.ts';

let partners: ServiceUnderTest;
let organisationId: string;
beforeAll(async () => {
  partners = await aPartnersService();
  organisationId = (await anOrganisation(api())).id;
  await registerProgramme(api(), { id: 'past', startsOn: '2008-01-01', endsOn: '2009-12-31' });
  await registerProgramme(api(), { id: 'next', startsOn: '2011-06-10' });
});
afterAll(() => partners.close());

const api = () => partners.as('manager');
const aService = async (changes: object = {}) => (await recordService(api(), organisationId, changes)).delivery.id;

async function shown(id: string) {
  const fields = 'id kind title minutes on cancelledOn cancellationReason organisation { id } history { verb }';
  const query = `query ($id: ID!) { organisation(id: $id) { deliveries(first: 100) { nodes { ${fields} } } } }`;
  const { organisation } = await api().request(query, { id: organisationId });
  return organisation.deliveries.nodes.find((delivery: { id: string }) => delivery.id === id);
}

async function delivered(period: string): Promise<number> {
  await buildFigures(partners);
  const query = 'query ($period: Period!) { impact(period: $period) { servicesDelivered { value } } }';
  return (await partners.as('anonymous').request(query, { period })).impact.servicesDelivered.value;
}

describe('correctService', () => {
  it('puts right what was recorded', async () => {
    const id = await aService({ minutes: 90 });
    const changes = { kind: 'ADVICE', title: 'Conseil', minutes: 120, on: '2011-05-30' };
    expect((await correctService(api(), id, changes)).userErrors).toEqual([]);
    expect(await shown(id)).toMatchObject({ ...changes, history: [{}, { verb: 'correctService' }] });
  });

  it('moves it to another organisation, whose commune then counts', async () => {
    const id = await aService();
    const other = await anOrganisation(api(), { commune: 'COM-56121' });
    expect((await correctService(api(), id, { organisationId: other.id })).userErrors).toEqual([]);
    expect(await shown(id)).toBeUndefined();
  });

  it.each([
    [{}, 'NOTHING_CHANGES', null],
    [{ title: 'Site de la crèche' }, 'NOTHING_CHANGES', null],
    [{ title: '' }, 'INVALID_INPUT', ['title']],
    [{ minutes: 0 }, 'INVALID_INPUT', ['minutes']],
    [{ on: '2011-06-16' }, 'IN_THE_FUTURE', ['on']],
    [{ programmeId: 'none' }, 'NOT_FOUND', ['programmeId']],
    [{ programmeId: 'past' }, 'PROGRAMME_ENDED', ['programmeId']],
    [{ programmeId: 'next' }, 'PROGRAMME_NOT_BEGUN', ['programmeId']],
    [{ organisationId: 'ORG-none' }, 'NOT_FOUND', ['organisationId']],
    [{ deliveryId: 'delivery_none' }, 'NOT_FOUND', ['deliveryId']],
  ])('refuses %j with %s', async (changes, code, field) => {
    const id = await aService();
    expect((await correctService(api(), id, changes)).userErrors).toMatchObject([{ code, field }]);
  });

  it('refuses an organisation that had closed', async () => {
    const { id } = await anOrganisation(api());
    await closeOrganisation(api(), id, '2011-05-31');
    const { userErrors } = await correctService(api(), await aService(), { organisationId: id });
    expect(userErrors).toMatchObject([{ code: 'ORGANISATION_CLOSED', field: ['organisationId'] }]);
  });

  it('is not for a lender', async () => {
    await expect(correctService(partners.as('lender'), 'x', {})).rejects.toThrow('correctService');
  });
});

describe('cancelService', () => {
  it('keeps it readable and counts it nowhere; a correction of the day moves it', async () => {
    const ids = [];
    for (let made = 0; made < 6; made++) {
      const { id } = await anOrganisation(api());
      ids.push((await recordService(api(), id, { on: '2010-03-01' })).delivery.id);
    }
    const mine = await aService({ on: '2010-03-01' });
    expect(await delivered('2010-03')).toBe(7);
    await cancelService(api(), mine);
    expect(await delivered('2010-03')).toBe(6);
    expect(await shown(mine)).toMatchObject({ cancelledOn: '2011-06-15', cancellationReason: 'Saisi par erreur' });
    for (const id of ids.slice(3)) await correctService(api(), id, { on: '2010-04-01' });
    expect(await delivered('2010-03')).toBe(3);
  });

  it('is the end of it', async () => {
    const id = await aService();
    await cancelService(api(), id);
    const answers = [await cancelService(api(), id), await correctService(api(), id, { minutes: 5 })];
    expect(answers.map(({ userErrors }) => userErrors[0]!.code)).toEqual(['CANCELLED', 'CANCELLED']);
  });

  it('refuses without a reason, and what nobody knows', async () => {
    const answers = [
      await cancelService(api(), await aService(), { reason: '' }),
      await cancelService(api(), 'delivery_none'),
    ];
    expect(answers.map(({ userErrors }) => userErrors[0]!.code)).toEqual(['INVALID_INPUT', 'NOT_FOUND']);
  });

  it('is not for a technician', async () => {
    await expect(cancelService(partners.as('technician'), 'x')).rejects.toThrow('cancelService');
  });
});
