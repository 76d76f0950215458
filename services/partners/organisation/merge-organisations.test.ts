import { exactly } from '../../../packages/figures/read/figure-arithmetic.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { anAgreement, proposeAgreement, receiveInstalment } from '../agreement/agreement.factory.ts';
import { recordService } from '../delivery/delivery.factory.ts';
import { aLockedReport } from '../report/report.factory.ts';
import { aReportingService, buildFigures, runSql } from '../testing/partners.ts';
import type { ScriptedPeers } from '../testing/peers.ts';
import { anOrganisation, closeOrganisation, mergeOrganisations, registerOrganisation } from './organisation.factory.ts';

let partners: ServiceUnderTest;
let peers: ScriptedPeers;
beforeAll(async () => {
  ({ partners, peers } = await aReportingService());
});
afterAll(() => partners.close());

const api = () => partners.as('manager');
const aPair = async (other: object = {}, kept: object = {}) =>
  [(await anOrganisation(api(), other)).id, (await anOrganisation(api(), kept)).id] as const;
const found = async (id: string, fields: string) => {
  const query = `query ($id: ID!) { organisation(id: $id) { id ${fields} } }`;
  return (await api().request(query, { id })).organisation;
};
const code = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors[0]?.code ?? 'DONE';

describe('mergeOrganisations', () => {
  it.each(['manager'] as const)('lets a %s make the id of one another name of the other', async (role) => {
    const [other, kept] = await aPair({ name: 'CAF du Morbihan (2)' }, { name: 'CAF du Morbihan' });
    const agreement = await anAgreement(api(), { organisationId: other });
    const { delivery } = await recordService(api(), other);
    const { organisation, userErrors } = await mergeOrganisations(partners.as(role), other, kept);
    expect(userErrors).toEqual([]);
    expect(organisation).toEqual({ id: kept, name: 'CAF du Morbihan' });
    const fields = `name mergedIds agreements { nodes { id organisation { id } } } deliveries { nodes { id } }
      history { verb details }`;
    expect(await found(other, fields)).toEqual({
      id: kept,
      name: 'CAF du Morbihan',
      mergedIds: [other],
      agreements: { nodes: [{ id: agreement.id, organisation: { id: kept } }] },
      deliveries: { nodes: [{ id: delivery.id }] },
      history: [
        { verb: 'registerOrganisation', details: expect.anything() },
        { verb: 'registerOrganisation', details: expect.anything() },
        { verb: 'mergeOrganisations', details: { merged: other, agreements: 1, services: 1 } },
      ],
    });
    const listed = 'query { organisations(search: "CAF du Morbihan (2)") { nodes { id } } }';
    expect((await api().request(listed)).organisations.nodes).toContainEqual({ id: kept });
    expect(
      (await api().request('{ organisations(first: 100) { nodes { id } } }')).organisations.nodes,
    ).not.toContainEqual({
      id: other,
    });
  });

  it('is read by other services under both ids, and found by every verb', async () => {
    const [other, kept] = await aPair({ siret: '73282932000074' }, { rna: 'W561000001' });
    await mergeOrganisations(api(), other, kept);
    expect(await found(other, 'siret rna')).toEqual({ id: kept, siret: '73282932000074', rna: 'W561000001' });
    const r = [other, kept].map((id) => ({ __typename: 'Organisation', id }));
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organisation { rna } } }';
    expect((await api().request(query, { r }))._entities).toEqual([{ rna: 'W561000001' }, { rna: 'W561000001' }]);
    const { id } = await anAgreement(api(), { organisationId: other });
    expect((await found(kept, 'agreements { nodes { id } }')).agreements.nodes).toEqual([{ id }]);
    expect(code(await registerOrganisation(api(), { siret: '73282932000074' }))).toBe('ALREADY_REGISTERED');
  });

  it('keeps a second number as another name', async () => {
    const [other, kept] = await aPair({}, { siret: '35600000000048' });
    await runSql(partners, `update organisation set siret = '35600000009075' where id = '${other}'`);
    await mergeOrganisations(api(), other, kept);
    expect(await found('SIRET-35600000009075', 'siret')).toEqual({ id: kept, siret: '35600000000048' });
    expect((await proposeAgreement(api(), { organisationId: 'SIRET-35600000009075' })).userErrors).toEqual([]);
    const query = '{ organisations(search: "35600000009075") { nodes { id } } }';
    expect((await api().request(query)).organisations.nodes).toEqual([{ id: kept }]);
  });

  it('follows an entry that had taken in another', async () => {
    const [first, second] = await aPair();
    const [third] = await aPair();
    await mergeOrganisations(api(), first, second);
    await mergeOrganisations(api(), second, third);
    expect(await found(first, 'mergedIds')).toEqual({ id: third, mergedIds: [first, second].toSorted() });
  });

  it('makes stretches of one role one, and ends those of a closed entry with it', async () => {
    const [other, kept] = await aPair({ roles: ['DONOR', 'HOST'] }, { roles: ['DONOR', 'RECYCLER'] });
    await runSql(partners, `update organisation_role set since = '2011-03-01' where organisation_id = '${other}'`);
    await closeOrganisation(api(), other, '2011-12-31');
    await mergeOrganisations(api(), other, kept);
    const { roles, rolesHeld } = await found(kept, 'roles rolesHeld { role since until origin }');
    expect(roles).toEqual(['DONOR', 'RECYCLER']);
    expect(rolesHeld).toEqual([
      { role: 'DONOR', since: '2012-01-15', until: null, origin: 'DECLARED' },
      { role: 'RECYCLER', since: '2012-01-15', until: null, origin: 'DECLARED' },
      { role: 'DONOR', since: '2011-03-01', until: '2011-12-31', origin: 'DECLARED' },
      { role: 'HOST', since: '2011-03-01', until: '2011-12-31', origin: 'DECLARED' },
    ]);
  });

  it('unites roles that overlap', async () => {
    const [other, kept] = await aPair({ roles: ['DONOR'] }, { roles: ['DONOR'] });
    await runSql(partners, `update organisation_role set since = '2011-03-01' where organisation_id = '${other}'`);
    await mergeOrganisations(api(), other, kept);
    const one = { role: 'DONOR', since: '2011-03-01', until: null };
    expect(await found(kept, 'rolesHeld { role since until }')).toEqual({ id: kept, rolesHeld: [one] });
  });

  it('counts the two once among the structures strengthened, whichever service knows which id', async () => {
    const [other, kept] = await aPair();
    const [third, fourth] = await aPair();
    for (const id of [other, kept, third]) await recordService(api(), id, { on: '2010-06-01' });
    const strengthened = async () => {
      await buildFigures(partners);
      const impact = {
        __typename: 'Impact',
        id: 'period=2010',
        familiesEquipped: exactly(0),
        organisationsEquippedMembers: [other, fourth],
        organisationsTrainedMembers: [kept],
      };
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact {
        structuresStrengthened { value } servicesDelivered { value }
      } } }`;
      return (await api().request(query, { r: [impact] }))._entities[0];
    };
    expect(await strengthened()).toEqual({ structuresStrengthened: { value: 4 }, servicesDelivered: { value: 3 } });
    await mergeOrganisations(api(), other, kept);
    // Three services, of two organisations only: how many is not told any more.
    expect(await strengthened()).toEqual({ structuresStrengthened: { value: 3 }, servicesDelivered: { value: null } });
  });

  it('leaves a locked report as it was', async () => {
    const [other, kept] = await aPair({ name: 'Première saisie' }, { name: 'Seconde saisie' });
    const agreement = await anAgreement(api(), { organisationId: other });
    await receiveInstalment(api(), agreement.instalments[0]!.id);
    peers.told.set('familiesEquipped', exactly(380));
    await buildFigures(partners);
    const id = await aLockedReport(partners, { agreementId: agreement.id });
    const query = `query ($id: ID!) { reportingPeriod(id: $id) {
      agreements { organisation received } figures { figure { value status } } lockedOn report(format: CSV) { content }
    } }`;
    const before = await api().request(query, { id });
    await mergeOrganisations(api(), other, kept);
    expect(await api().request(query, { id })).toEqual(before);
    expect(before.reportingPeriod.lockedOn).toBe('2012-01-15');
    expect(before.reportingPeriod.agreements).toEqual([{ organisation: 'Première saisie', received: 699.5 }]);
  });

  it('shows a partner what is its own, under either id', async () => {
    const [other, kept] = await aPair();
    const agreements = [];
    for (const organisationId of [other, kept]) agreements.push((await anAgreement(api(), { organisationId })).id);
    await recordService(api(), other);
    await buildFigures(partners);
    const report = await aLockedReport(partners, { agreementId: agreements[0] });
    await mergeOrganisations(api(), other, kept);
    for (const organisation of [other, kept]) {
      const query = `query ($id: ID!) { agreements { nodes { id } } reportingPeriods { nodes { id } }
        organisation(id: $id) { deliveries { nodes { title } } } }`;
      const seen = await partners.as('partner', { organisation }).request(query, { id: kept });
      expect(seen.agreements.nodes.map(({ id }: { id: string }) => id)).toEqual(agreements);
      expect(seen.reportingPeriods.nodes).toEqual([{ id: report }]);
      expect(seen.organisation.deliveries.nodes).toHaveLength(1);
    }
  });

  it('refuses what clashes', async () => {
    const [other, kept] = await aPair();
    const merge = async (from: string, into: string, changes: object = {}) =>
      (await mergeOrganisations(api(), from, into, changes)).userErrors;
    expect(await merge('ORG-none', kept)).toMatchObject([{ code: 'NOT_FOUND', field: ['organisationId'] }]);
    expect(await merge(other, 'ORG-none')).toMatchObject([{ code: 'NOT_FOUND', field: ['keptOrganisationId'] }]);
    expect(await merge(kept, kept)).toMatchObject([{ code: 'SAME_ONE', field: ['keptOrganisationId'] }]);
    expect(await merge(other, kept, { on: '2012-01-16' })).toMatchObject([{ code: 'IN_THE_FUTURE', field: ['on'] }]);
    expect(await merge(other, kept, { on: '2012-01-14' })).toMatchObject([
      { code: 'BEFORE_REGISTRATION', field: ['on'] },
    ]);
    expect(await merge(other, kept, { idempotencyKey: 'short' })).toMatchObject([{ code: 'INVALID_INPUT' }]);
    await mergeOrganisations(api(), other, kept);
    const [third, closed] = await aPair();
    expect(await merge(other, third)).toMatchObject([{ code: 'MERGED', field: ['organisationId'] }]);
    expect(await merge(kept, other)).toMatchObject([{ code: 'SAME_ONE', field: ['keptOrganisationId'] }]);
    await closeOrganisation(api(), closed, '2012-01-15');
    expect(await merge(third, closed)).toMatchObject([{ code: 'ORGANISATION_CLOSED', field: ['keptOrganisationId'] }]);
    await closeOrganisation(api(), third, '2012-01-15');
    expect(await merge(third, closed)).toMatchObject([{ code: 'BOTH_CLOSED', field: null }]);
  });

  it('is done by one of two at once, whichever way round', async () => {
    const [other, kept] = await aPair();
    const both = await Promise.all([mergeOrganisations(api(), other, kept), mergeOrganisations(api(), kept, other)]);
    expect(both.map(code).toSorted()[0]).toBe('DONE');
    expect(['MERGED', 'SAME_ONE']).toContain(both.map(code).toSorted()[1]);
  });

  it('takes along what is entered meanwhile, whoever writes', async () => {
    const [other, kept] = await aPair();
    const { id } = await anAgreement(api(), { organisationId: kept });
    await mergeOrganisations(api(), other, kept);
    await runSql(partners, `update agreement set organisation_id = '${other}' where id = '${id}'`);
    expect(await runSql(partners, `select organisation_id from agreement where id = '${id}'`)).toEqual([
      { organisation_id: kept },
    ]);
    const [third] = await aPair();
    const chained = `update organisation set merged_into = '${third}' where id = '${kept}'`;
    await expect(runSql(partners, chained)).rejects.toThrow('alias of an alias');
  });

  it('is read for fifty organisations with as many statements as for two', async () => {
    await Promise.all(Array.from({ length: 50 }, () => anOrganisation(api())));
    const query = 'query ($first: Int) { organisations(first: $first) { nodes { mergedIds history { verb } } } }';
    const count = (first: number) => partners.countStatements(() => api().request(query, { first }));
    expect(await count(50)).toBe(await count(2));
  });

  it('merges once when it is asked twice with one key', async () => {
    const [other, kept] = await aPair();
    const key = { idempotencyKey: 'the same merge' };
    const once = await mergeOrganisations(api(), other, kept, key);
    expect(await mergeOrganisations(api(), other, kept, key)).toEqual(once);
  });

  it.each(['anonymous', 'partner', 'technician'] as const)('is not for %s', async (role) => {
    await expect(mergeOrganisations(partners.as(role), 'x', 'y')).rejects.toThrow('mergeOrganisations');
  });
});
