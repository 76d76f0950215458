import { callVerb } from '../../packages/platform/testing/call-verb.ts';
import type { ServiceUnderTest } from '../../packages/platform/testing/a-service.ts';
import type { Role, Viewer } from '../../packages/platform/access/viewer.ts';
import { anAgreement } from './agreement/agreement.factory.ts';
import { registerAssociation } from './association/association.factory.ts';
import { anOrganisation } from './organisation/organisation.factory.ts';
import { aPartnersService } from './testing/partners.ts';

let association: ServiceUnderTest;
let hub: ServiceUnderTest;
let organisationId: string;
let agreementId: string;
beforeAll(async () => {
  [association, hub] = await Promise.all([aPartnersService(), aPartnersService({ association: null })]);
  organisationId = (await anOrganisation(association.as('manager'))).id;
  agreementId = (await anAgreement(association.as('manager'), { organisationId })).id;
  await registerAssociation(association.as('manager'), { id: 'defis' });
});
afterAll(() => Promise.all([association, hub].map((service) => service.close())));

const NOBODY = { association: null, hub: null, organisation: null };
const claims = (more: Partial<Viewer>): Partial<Viewer> => ({ ...NOBODY, ...more });

describe('A coordinator at an association, whatever their token says of it,', () => {
  const deeds = (): [string, object][] => [
    ['registerOrganisation', { name: 'Une autre', kind: 'COMPANY', commune: 'COM-56121', idempotencyKey: 'reach' }],
    ['correctOrganisation', { organisationId, name: 'Renommée' }],
    ['openReportingPeriod', { agreementId, period: '2011', idempotencyKey: 'reach' }],
    ['leaveNetwork', { associationId: 'defis', on: '2011-01-01' }],
  ];
  it.each([
    ['no association', claims({ hub: 'hub' })],
    ['this association', claims({ association: 'defis', hub: 'hub' })],
    ['another association', claims({ association: 'exemple-caen', hub: 'hub' })],
    ['nothing at all', claims({})],
  ])('may nothing where it names %s', async (_named, viewer) => {
    for (const [verb, input] of deeds()) {
      const refused = callVerb(association.as('coordinator', viewer), verb, '__typename', input);
      await expect(refused).rejects.toThrow(`Mutation.${verb} is not for a viewer without a role here`);
    }
  });

  it('sees what anybody sees', async () => {
    const query = 'query ($id: ID!) { organisation(id: $id) { name roles } }';
    const asked = association.as('coordinator', claims({ association: 'defis', hub: 'hub' }));
    await expect(asked.request(query, { id: organisationId })).rejects.toThrow('Organisation.roles is not for');
    expect(await asked.request('{ associations { nodes { id } } }')).toEqual({
      associations: { nodes: [{ id: 'defis' }] },
    });
  });
});

describe('A partner', () => {
  const agreements = '{ agreements { nodes { id } } }';
  it('reads its agreements at the association that its token names', async () => {
    const own = association.as('partner', claims({ association: 'defis', organisation: organisationId }));
    expect(await own.request(agreements)).toEqual({ agreements: { nodes: [{ id: agreementId }] } });
  });

  it.each([
    ['another association', () => claims({ association: 'exemple-caen', organisation: organisationId })],
    ['no association', () => claims({ organisation: organisationId })],
    ['no organisation', () => claims({ association: 'defis' })],
  ])('reads nothing with a token that names %s', async (_named, viewer) => {
    const foreign = association.as('partner', viewer());
    await expect(foreign.request(agreements)).rejects.toThrow('FORBIDDEN');
    const around = 'query ($id: ID!) { organisation(id: $id) { deliveries { nodes { id } } } }';
    await expect(foreign.request(around, { id: organisationId })).rejects.toThrow('FORBIDDEN');
  });
});

describe('At a hub', () => {
  const programme = { id: 'reach', name: 'Programme', startsOn: '2011-01-01' };
  const register = (role: Role, viewer: Partial<Viewer>) =>
    callVerb(hub.as(role, viewer), 'registerProgramme', '__typename', programme);

  it.each([
    ['manager', 'no association', claims({})],
    ['manager', 'an association', claims({ association: 'defis' })],
    ['manager', 'the hub', claims({ hub: 'hub' })],
    ['coordinator', 'nothing', claims({})],
    ['coordinator', 'another hub', claims({ hub: 'normandie' })],
    ['coordinator', 'an association', claims({ association: 'defis' })],
  ] as const)('a %s whose token names %s keeps no directory', async (role, _named, viewer) => {
    await expect(register(role, viewer)).rejects.toThrow('registerProgramme is not for');
  });

  it('a coordinator whose token names it does', async () => {
    expect((await register('coordinator', claims({ hub: 'hub' }))).userErrors).toEqual([]);
  });
});
