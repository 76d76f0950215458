import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { askToken } from '../../../gateway/sign-in/ask-token.ts';
import { aKey, done, learn } from '../network/ask.ts';
import { eventually } from '../network/eventually.ts';
import { donatedComputers } from '../network/ready-computers.ts';
import { openSmallNetwork, type End, type SmallNetwork } from '../same-2011/network-in-process.ts';
import { CAEN, MEMBER, PROGRAMME, registerMember, type Staff } from '../same-2011/year-of-caen.ts';
import { leadingFrom, leadingTo } from './edges.ts';
import { enterEverything, type Entered } from './enter-everything.ts';
import { rowsThatName } from './rows-that-name.ts';

const TODAY = '2011-12-15';
const PATIENCE_MS = 60_000;

/** How each field that leads to an organisation is reached, and as whom; a new one fails the test until it is here. */
const LEADING_TO: Record<string, [keyof Staff, string]> = {
  'Agreement.organisation': ['manager', '{ agreements(first: 100) { nodes { organisation { id name } } } }'],
  'CertificateLine.recycler': [
    'technician',
    '{ donations(first: 100) { nodes { certificates { lines { recycler { id name } } } } } }',
  ],
  'Donation.donor': ['technician', '{ donations(first: 100) { nodes { donor { id name } } } }'],
  'Eligibility.prescriber': [
    'lender',
    '{ households(first: 100) { nodes { eligibilities { prescriber { id name } } } } }',
  ],
  'FundingShare.funder': ['manager', '{ impact(period: "2011") { fundingByFunder { funder { id name } } } }'],
  'Loan.organisation': ['lender', '{ loans(first: 100) { nodes { organisation { id name } } } }'],
  'LoanRefusal.organisation': ['lender', '{ loans(first: 100) { nodes { refusal { organisation { id name } } } } }'],
  'Pathway.prescriber': ['trainer', '{ pathways(first: 100) { nodes { prescriber { id name } } } }'],
  'Pathway.redirectedTo': ['trainer', '{ pathways(first: 100) { nodes { redirectedTo { id name } } } }'],
  'Recycling.recycler': ['technician', '{ computers(first: 100) { nodes { recycling { recycler { id name } } } } }'],
  'ServiceDelivery.organisation': [
    'manager',
    '{ organisations(first: 100) { nodes { deliveries { nodes { organisation { id name } } } } } }',
  ],
  'Session.courseProvider': ['trainer', '{ sessions(first: 100) { nodes { courseProvider { id name } } } }'],
  'Session.organisation': ['trainer', '{ sessions(first: 100) { nodes { organisation { id name } } } }'],
  'VisaAllocation.funder': ['manager', '{ visaAllocations(first: 100) { nodes { funder { id name } } } }'],
};

/** What is one's own whatever comes with another entry. */
const OWN = ['closedOn', 'commune', 'id', 'kind', 'name', 'rna', 'siret'];
/** Facts by which it is described beside these: sample entries have no number, and none closed. */
const EMPTY = ['closedOn', 'mergedIds', 'rna', 'siret'];

let network: SmallNetwork;
let staff: Staff;
let schema: GraphQLSchema;
let given: string;
let kept: string;
let twice: string;
const others: string[] = [];
let entered: Entered;
const told: Record<string, any> = {};

const register = async (name: string): Promise<string> => {
  const input = {
    name,
    kind: 'OTHER',
    commune: CAEN,
    roles: ['DONOR'],
    idempotencyKey: aKey(),
  };
  return (await done(staff.manager, 'registerOrganisation', input, 'organisation { id }')).id;
};
const merge = (organisationId: string, keptOrganisationId: string): Promise<unknown> =>
  done(
    staff.manager,
    'mergeOrganisations',
    { organisationId, keptOrganisationId, idempotencyKey: aKey() },
    'organisation { id }',
  );
/** All that an organisation's fields hold, by their names. */
const holds = async (id: string): Promise<Record<string, any>> => {
  const document = `query ($id: ID!) { organisation(id: $id) { ${Object.values(leadingFrom(schema)).join(' ')} } }`;
  return (await learn(staff.manager, document, { id })).organisation;
};
/** To which of the entries each field leads, by the field's name. */
const leads = async (): Promise<Record<string, string[]>> => {
  const asked = Object.entries(LEADING_TO).map(async ([edge, [role, document]]) => {
    const ids = JSON.stringify(await learn(staff[role], document)).matchAll(/"id":"(ORG-[^"]+)","name":"[^"]/g);
    const entries = [...ids].map(([, id]) => id!).filter((id) => !others.includes(id));
    return [edge, [...new Set(entries)].toSorted()] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
};
const strengthened = async (end: End): Promise<number | null> => {
  const document = '{ impact(period: "2011") { structuresStrengthened { value } } }';
  return (await learn(await network.as(null, end), document)).impact.structuresStrengthened.value;
};
const asPartner = async (organisation: string): Promise<GraphQLClient> => {
  const token = await askToken(network.issuer, {
    role: 'partner',
    association: MEMBER.id,
    organisation,
  });
  return new GraphQLClient(network.urlOf('association'), {
    headers: { authorization: `Bearer ${token}` },
  });
};
const seenBy = async (organisation: string): Promise<unknown> =>
  learn(
    await asPartner(organisation),
    `query ($id: ID!) {
      donations(first: 100) { nodes { id donor { id } certificates { id } } }
      agreements(first: 100) { nodes { id } }
      organisation(id: $id) {
        computersGiven(period: "2011") { value } reuse(period: "2011") { given recycled }
        familiesServed(period: "2011") { status } deliveries { nodes { id } } rolesHeld { role origin }
      }
    }`,
    { id: organisation },
  );
const certificate = async (): Promise<unknown> => {
  const document =
    'query ($id: ID!) { certificate(id: $id) { number issuedOn document { digest } lines { label on } } }';
  return (await learn(staff.technician, document, { id: entered.certificateId })).certificate;
};

beforeAll(async () => {
  network = await openSmallNetwork(TODAY);
  const roles = ['manager', 'technician', 'lender', 'trainer'] as const;
  const signedIn = roles.map(async (role) => [role, await network.as(role, 'association')] as const);
  staff = Object.fromEntries(await Promise.all(signedIn)) as Staff;
  schema = buildClientSchema(await staff.manager.request<IntrospectionQuery>(getIntrospectionQuery()));
  await registerMember(await network.as('coordinator', 'hub'));
  await network.enrol();
  await registerMember(staff.manager);
  given = await register('Première saisie');
  kept = await register('Seconde saisie');
  entered = await enterEverything(staff, given);
  await enterEverything(staff, kept);
  for (const name of ['Une autre', 'Encore une autre']) {
    const organisationId = await register(name);
    others.push(organisationId);
    const service = { organisationId, programmeId: PROGRAMME, kind: 'WEB_SITE', title: 'Site', on: '2011-05-04' };
    await done(staff.manager, 'recordService', { ...service, idempotencyKey: aKey() }, 'delivery { id }');
  }
  await network.settle();
  told['given'] = await holds(given);
  told['kept'] = await holds(kept);
  told['strengthened'] = [await strengthened('association'), await strengthened('hub')];
  told['certificate'] = await certificate();
}, 600_000);
afterAll(() => network?.close());

test('before, each field that leads to an organisation or from it is entered, for both', async () => {
  expect(leadingTo(schema)).toEqual(Object.keys(LEADING_TO).toSorted());
  const edges = await leads();
  for (const edge of Object.keys(LEADING_TO)) expect([edge, edges[edge]]).toEqual([edge, [given, kept].toSorted()]);
  for (const one of [told['given'], told['kept']])
    for (const field of Object.keys(leadingFrom(schema)))
      expect([field, isEmpty(one[field])]).toEqual([field, EMPTY.includes(field)]);
  expect(told['strengthened']).toEqual([4, 4]);
});

test('after the merge all is of the kept one, at once, and found under both ids', async () => {
  await merge(given, kept);
  const [before, other] = [told['kept'], told['given']];
  const now = await holds(kept);
  expect(await holds(given)).toEqual(now);
  for (const field of Object.keys(leadingFrom(schema)))
    expect([field, now[field]]).toEqual([field, united(field, before[field], other[field])]);
  const edges = await leads();
  for (const edge of Object.keys(LEADING_TO)) expect([edge, edges[edge]]).toEqual([edge, [kept]]);
});

test('the figures are counted again, at the hub too, which does not know of the merge', async () => {
  await network.settle();
  const both = async () => [await strengthened('association'), await strengthened('hub')];
  expect(await eventually(both, ([, hub]) => hub === 3, PATIENCE_MS)).toEqual([3, 3]);
}, 120_000);

test('no row of any service names the other one any more, but what never changes', async () => {
  expect(await rowsThatName(network.databaseUrlOf('association'), given)).toEqual([
    'inventory.certificate.donor_id',
    'inventory.certificate_line.recycler_id',
    'inventory.history.details',
    'inventory.organisation_alias.id',
    'lending.history.details',
    'lending.history.noun_id',
    'lending.organisation_alias.id',
    'partners.history.details',
    'partners.history.noun_id',
    'partners.organisation.id',
    'partners.organisation_alias.id',
    'training.history.details',
    'training.organisation_alias.id',
  ]);
});

test('a certificate stays as it was issued', async () => {
  expect(await certificate()).toEqual(told['certificate']);
});

test('a partner sees the same with a token for either id', async () => {
  const seen = await seenBy(kept);
  expect(await seenBy(given)).toEqual(seen);
  expect(seen).toMatchObject({
    donations: {
      nodes: Array.from({ length: 4 }, () => ({ donor: { id: kept } })),
    },
    organisation: {
      computersGiven: { value: 8 },
      reuse: { given: 8, recycled: 2 },
      deliveries: { nodes: [{}, {}] },
    },
  });
});

test('what is entered under the id that was given up is of the kept one, staff or partner', async () => {
  const before = (await holds(kept))['donations'].nodes.length;
  await donatedComputers(staff.technician, 1, '2011-12-01', given);
  const offer = {
    donorId: given,
    announcedMachines: 1,
    idempotencyKey: aKey(),
  };
  const { donor } = await done(await asPartner(given), 'offerDonation', offer, 'donation { donor { id } }');
  expect(donor.id).toBe(kept);
  expect((await holds(given))['donations'].nodes).toHaveLength(before + 2);
});

test('merged again, all goes on to the last one, from every id', async () => {
  twice = await register('Troisième saisie');
  const before = await holds(kept);
  await merge(kept, twice);
  const now = await holds(given);
  expect(now).toMatchObject({ id: twice, mergedIds: [given, kept].toSorted() });
  for (const list of ['donations', 'loans', 'sessions', 'agreements', 'deliveries'])
    expect([list, now[list]]).toEqual([list, before[list]]);
  expect(now['loanContact']).toEqual(before['loanContact']);
  expect(Object.values(await leads()).every((ids) => ids.length === 1 && ids[0] === twice)).toBe(true);
  expect(await seenBy(given)).toEqual(await seenBy(twice));
});

const isEmpty = (value: any): boolean =>
  value === null || value.nodes?.length === 0 || (Array.isArray(value) && value.length === 0);

/** What the kept one holds when what the other one held is added. */
function united(field: string, own: any, other: any): unknown {
  if (OWN.includes(field)) return own;
  if (field === 'mergedIds') return [given];
  if (field === 'loanContact' || field === 'roles') return own;
  if (field === 'history') return expect.arrayContaining([...own, ...other]);
  if (field === 'rolesHeld') return expect.arrayContaining(own);
  if (field === 'familiesServed') return own;
  if (field === 'computersGiven') return { ...own, ...sums(own, other, ['value', 'atLeast', 'atMost']) };
  if (field === 'reuse')
    return {
      ...own,
      ...sums(own, other, ['given', 'triaged', 'ready', 'lent', 'recycled']),
    };
  const nodes = [...own.nodes, ...other.nodes].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { nodes };
}

const sums = (one: any, other: any, names: string[]): object =>
  Object.fromEntries(names.map((name) => [name, one[name] + other[name]]));
