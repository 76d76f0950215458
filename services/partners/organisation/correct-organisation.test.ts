import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { anAgreement, proposeAgreement } from '../agreement/agreement.factory.ts';
import { recordService } from '../delivery/delivery.factory.ts';
import { aPartnersService } from '../testing/partners.ts';
import {
  anOrganisation,
  closeOrganisation,
  correctOrganisation,
  registerOrganisation,
} from './organisation.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService();
});
afterAll(() => partners.close());

const api = () => partners.as('manager');
const found = async (id: string, fields = 'id') => {
  const query = `query ($id: ID!) { organisation(id: $id) { ${fields} } }`;
  return (await api().request(query, { id })).organisation;
};

describe('correctOrganisation', () => {
  it('adds a SIRET to one known by its RNA number: the id stays, and both find it', async () => {
    const { id } = await anOrganisation(api(), { rna: 'W561000001' });
    expect((await correctOrganisation(api(), id, { siret: '35600000000048' })).organisation.id).toBe(id);
    expect(await found('SIRET-35600000000048')).toEqual({ id: 'RNA-W561000001' });
    expect(await found('RNA-W561000001', 'id siret')).toEqual({ id, siret: '35600000000048' });
    const r = ['SIRET-35600000000048', id, 'SIRET-none'].map((key) => ({ __typename: 'Organisation', id: key }));
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organisation { id name } } }';
    const one = { id, name: 'Mairie de Lanester' };
    expect((await api().request(query, { r }))._entities).toEqual([one, one, null]);
    const agreement = await proposeAgreement(api(), { organisationId: 'SIRET-35600000000048' });
    expect(agreement.userErrors).toEqual([]);
    const again = await registerOrganisation(api(), { siret: '35600000000048' });
    expect(again.userErrors).toMatchObject([{ code: 'ALREADY_REGISTERED', field: ['siret'] }]);
  });

  it('counts it once, under whichever number another service knows it', async () => {
    const { id } = await anOrganisation(api(), { rna: 'W561000002' });
    await correctOrganisation(api(), id, { siret: '73282932000074' });
    const exact = { value: 0, atLeast: 0, atMost: 0, status: 'EXACT' };
    const impact = {
      __typename: 'Impact',
      id: 'period=2011',
      familiesEquipped: exact,
      organisationsEquippedMembers: [id, 'RNA-W561000008', 'RNA-W561000009'],
      organisationsTrainedMembers: ['SIRET-73282932000074'],
    };
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact { structuresStrengthened { value } } } }';
    const { _entities } = await api().request(query, { r: [impact] });
    expect(_entities[0].structuresStrengthened).toEqual({ value: 3 });
  });

  it('corrects its name, kind and commune, and keeps what was done', async () => {
    const { id } = await anOrganisation(api());
    await correctOrganisation(api(), id, { name: 'Ville de Lorient', kind: 'CCAS', commune: 'COM-56121' });
    expect(await found(id, 'name kind commune { name } history { verb details }')).toMatchObject({
      name: 'Ville de Lorient',
      kind: 'CCAS',
      commune: { name: 'Lorient' },
      history: [
        {},
        {
          verb: 'correctOrganisation',
          details: {
            kind: 'CCAS',
            commune: 'COM-56121',
          },
        },
      ],
    });
  });

  it.each([
    [{}, 'NOTHING_CHANGES', null],
    [{ name: 'Mairie de Lanester' }, 'NOTHING_CHANGES', null],
    [{ name: '' }, 'INVALID_INPUT', ['name']],
    [{ siret: '35600000000049' }, 'INVALID_SIRET', ['siret']],
    [{ rna: 'W1' }, 'INVALID_RNA', ['rna']],
    [{ rna: 'W561000099' }, 'ALREADY_REGISTERED', ['rna']],
    [{ commune: 'DEP-56' }, 'UNKNOWN_COMMUNE', ['commune']],
    [{ organisationId: 'ORG-none' }, 'NOT_FOUND', ['organisationId']],
  ])('refuses %j with %s', async (changes, code, field) => {
    await registerOrganisation(api(), { rna: 'W561000099' });
    const { id } = await anOrganisation(api());
    expect((await correctOrganisation(api(), id, changes)).userErrors).toMatchObject([{ code, field }]);
  });

  it('refuses to change the number that its id is made of', async () => {
    const { id } = await anOrganisation(api(), { rna: 'W561000050' });
    const { userErrors } = await correctOrganisation(api(), id, { rna: 'W561000051' });
    expect(userErrors).toMatchObject([{ code: 'NUMBER_IS_ITS_ID', field: ['rna'] }]);
  });

  it('gives one number to one of two at once', async () => {
    const both = [await anOrganisation(api()), await anOrganisation(api())];
    const answers = await Promise.all(both.map(({ id }) => correctOrganisation(api(), id, { rna: 'W561000060' })));
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'ALREADY_REGISTERED' }]);
  });

  it.each(['anonymous', 'partner'] as const)('is not for %s', async (role) => {
    await expect(correctOrganisation(partners.as(role), 'x', {})).rejects.toThrow('correctOrganisation');
  });
});

describe('closeOrganisation', () => {
  it('keeps what was, and lets nothing new begin', async () => {
    const { id } = await anOrganisation(api());
    await recordService(api(), id, { on: '2011-06-01' });
    expect((await closeOrganisation(api(), id)).userErrors).toEqual([]);
    expect(await found(id, 'closedOn roles rolesHeld { role until }')).toEqual({
      closedOn: '2011-06-01',
      roles: [],
      rolesHeld: expect.arrayContaining([{ role: 'BENEFICIARY', until: '2011-06-01' }]),
    });
    const late = await recordService(api(), id, { on: '2011-06-02' });
    expect(late.userErrors).toMatchObject([{ code: 'ORGANISATION_CLOSED', field: ['organisationId'] }]);
    expect((await recordService(api(), id, { on: '2011-05-31' })).userErrors).toEqual([]);
    const proposed = await proposeAgreement(api(), { organisationId: id, startsOn: '2011-07-01' });
    expect(proposed.userErrors).toMatchObject([{ code: 'ORGANISATION_CLOSED', field: ['organisationId'] }]);
  });

  it('refuses while an agreement runs on', async () => {
    const { id } = await anOrganisation(api());
    await anAgreement(api(), { organisationId: id });
    const { userErrors } = await closeOrganisation(api(), id);
    expect(userErrors).toMatchObject([{ code: 'AGREEMENT_RUNS_ON', field: ['organisationId'] }]);
  });

  it('refuses a second time, a day to come and what nobody knows', async () => {
    const { id } = await anOrganisation(api());
    const future = await closeOrganisation(api(), id, '2011-06-16');
    expect(future.userErrors).toMatchObject([{ code: 'IN_THE_FUTURE', field: ['on'] }]);
    await closeOrganisation(api(), id);
    const codes = [await closeOrganisation(api(), id), await closeOrganisation(api(), 'ORG-none')];
    expect(codes.map(({ userErrors }) => userErrors[0]!.code)).toEqual(['ALREADY_CLOSED', 'NOT_FOUND']);
  });

  it('is not for a lender', async () => {
    await expect(closeOrganisation(partners.as('lender'), 'x')).rejects.toThrow('closeOrganisation');
  });
});

describe('Roles', () => {
  const declare = (organisationId: string, role: string, on?: string) =>
    callVerb(api(), 'declareRole', 'organisation { id }', { organisationId, role, on });
  const end = (organisationId: string, role: string, on?: string) =>
    callVerb(api(), 'endRole', 'organisation { id }', { organisationId, role, on });

  it('are held from one day to another, declared or shown by agreements and services', async () => {
    const { id } = await anOrganisation(api(), { roles: ['DONOR'] });
    await anAgreement(api(), { organisationId: id, startsOn: '2010-01-01', endsOn: '2011-05-31' });
    await recordService(api(), id, { on: '2011-03-01' });
    await declare(id, 'PRESCRIBER', '2010-05-01');
    await end(id, 'PRESCRIBER', '2011-01-31');
    await declare(id, 'PRESCRIBER', '2011-06-01');
    expect(await found(id, 'roles rolesHeld { role since until origin }')).toEqual({
      roles: ['BENEFICIARY', 'DONOR', 'PRESCRIBER'],
      rolesHeld: [
        { role: 'DONOR', since: '2011-06-15', until: null, origin: 'DECLARED' },
        { role: 'PRESCRIBER', since: '2011-06-01', until: null, origin: 'DECLARED' },
        { role: 'BENEFICIARY', since: '2011-03-01', until: null, origin: 'DERIVED' },
        { role: 'PRESCRIBER', since: '2010-05-01', until: '2011-01-31', origin: 'DECLARED' },
        { role: 'FUNDER', since: '2010-01-01', until: '2011-05-31', origin: 'DERIVED' },
      ],
    });
  });

  it('are refused when they are held, not held, or the days are wrong', async () => {
    const { id } = await anOrganisation(api(), { roles: [] });
    await declare(id, 'RECYCLER', '2011-02-01');
    const answers = [
      await declare(id, 'RECYCLER', '2011-03-01'),
      await end(id, 'RECYCLER', '2011-01-31'),
      await end(id, 'LANDLORD'),
      await declare(id, 'HOST', '2011-06-16'),
      await end(id, 'RECYCLER', '2011-06-16'),
      await declare('ORG-none', 'HOST'),
      await end('ORG-none', 'HOST'),
    ];
    expect(answers.map(({ userErrors: [error] }) => [error!.code, error!.field?.[0]])).toEqual([
      ['ROLE_HELD', 'role'],
      ['ENDS_BEFORE_START', 'on'],
      ['ROLE_NOT_HELD', 'role'],
      ['IN_THE_FUTURE', 'on'],
      ['IN_THE_FUTURE', 'on'],
      ['NOT_FOUND', 'organisationId'],
      ['NOT_FOUND', 'organisationId'],
    ]);
    await closeOrganisation(api(), id);
    for (const verb of [declare, end]) {
      expect((await verb(id, 'RECYCLER')).userErrors).toMatchObject([{ code: 'ORGANISATION_CLOSED' }]);
    }
  });

  it('are declared once of two at once', async () => {
    const { id } = await anOrganisation(api());
    const both = await Promise.all([declare(id, 'HOST'), declare(id, 'HOST')]);
    expect(both.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'ROLE_HELD' }]);
  });
});
