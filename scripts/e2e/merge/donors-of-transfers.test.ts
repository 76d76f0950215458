import { extractText, getDocumentProxy } from 'unpdf';
import { donationEnd } from '../../../services/inventory/certificate/certificate.factory.ts';
import { aComputer } from '../../../services/inventory/computer/computer.factory.ts';
import { aDonation } from '../../../services/inventory/donation/donation.factory.ts';
import { aSide, messageOf, type Side } from '../../../services/inventory/transfer/transfer.factory.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { anOrganisation, correctOrganisation } from '../../../services/partners/organisation/organisation.factory.ts';
import { aPartnersService } from '../../../services/partners/testing/partners.ts';

/** The workshop of an association and its directory, which may be away. */
interface Ends {
  inventory: Side;
  partners: ServiceUnderTest;
  isAway: boolean;
}

async function anAssociation(association: string): Promise<Ends> {
  const ends = { isAway: false } as Ends;
  ends.partners = await aPartnersService({
    association,
    callPeer: async (peer, document, variables) =>
      peer === 'inventory'
        ? ends.inventory.as('service').request(document, variables)
        : { [/\{ (\w+)\(/.exec(document)![1]!]: { userErrors: [] } },
  });
  ends.inventory = await aSide(association, {
    callPeer: async (_peer, document, variables) => {
      if (ends.isAway) throw new Error('connection refused');
      return ends.partners.as('service').request(document, variables);
    },
  });
  return ends;
}

let giver: Ends;
let receiver: Ends;
beforeAll(async () => {
  [giver, receiver] = [await anAssociation('defis'), await anAssociation('ordi-56')];
  await giver.inventory.trust({ association: 'ordi-56', publicKey: await receiver.inventory.publicKey() });
  await receiver.inventory.trust({ association: 'defis', publicKey: await giver.inventory.publicKey() });
}, 120_000);
afterAll(async () => {
  for (const { inventory, partners } of [giver, receiver]) await Promise.all([inventory.close(), partners.close()]);
});

/** A machine of a donor's, offered; the two may be told of it. */
async function offered(donorId: string) {
  const donation = await aDonation(giver.inventory, 'PICKED_UP', { donorId });
  const { id } = await aComputer(giver.inventory, 'READY', donation.id);
  return giver.inventory.offerTransfer([id]);
}

/** A machine of a donor's, released to the receiver: gives the decision. */
async function released(donorId: string): Promise<string> {
  const { transfer } = await offered(donorId);
  const taken = await receiver.inventory.acceptTransfer(messageOf(transfer));
  return messageOf((await giver.inventory.confirmTransfer(messageOf(taken.transfer))).transfer);
}

const newest = async (): Promise<{ id: string; donor: { id: string } }> => {
  const query = '{ donations(first: 100) { nodes { id donor { id } } } }';
  return (await receiver.inventory.as('technician').request(query)).donations.nodes.at(-1);
};
const known = async (id: string): Promise<object | null> => {
  const query = 'query ($id: ID!) { organisation(id: $id) { id name kind siret rna commune { code } } }';
  return (await receiver.partners.as('anonymous').request(query, { id })).organisation;
};

test('a donor without a number is known where its machines go, and its certificate names it', async () => {
  const facts = { name: 'Cabinet Le Goff', kind: 'COMPANY', commune: 'COM-56098', roles: ['DONOR'] };
  const { id } = await anOrganisation(giver.partners.as('manager'), facts);
  const decision = await released(id);
  expect(await known(id)).toBeNull();
  expect((await receiver.inventory.concludeTransfer(decision)).userErrors).toEqual([]);
  expect(await known(id)).toEqual({
    id,
    name: 'Cabinet Le Goff',
    kind: 'COMPANY',
    siret: null,
    rna: null,
    commune: { code: 'COM-56098' },
  });
  const { id: donationId, donor } = await newest();
  expect(donor.id).toBe(id);
  const { certificate } = await donationEnd(receiver.inventory).issue({ donationId });
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(certificate.document.content, 'base64')));
  const { text } = await extractText(pdf, { mergePages: true });
  expect(text).toContain('Cabinet Le Goff');
  expect(text).not.toContain('ORG');
});

test('a donor with a number that is known here is that one, under either id', async () => {
  const siret = '35600000000048';
  const { id } = await anOrganisation(giver.partners.as('manager'), { name: 'La Poste de Lorient' });
  await correctOrganisation(giver.partners.as('manager'), id, { siret });
  const own = await anOrganisation(receiver.partners.as('manager'), { name: 'La Poste', siret });
  await receiver.inventory.concludeTransfer(await released(id));
  expect(own.id).toBe(`SIRET-${siret}`);
  expect(await known(id)).toMatchObject({ id: own.id, name: 'La Poste' });
  expect((await newest()).donor.id).toBe(own.id);
});

test('machines arrive while the directory is away, and their donor is known once it answers', async () => {
  const { id } = await anOrganisation(giver.partners.as('manager'), { name: 'Lycée exemple' });
  const decision = await released(id);
  receiver.isAway = true;
  expect((await receiver.inventory.concludeTransfer(decision)).userErrors).toEqual([]);
  expect(await known(id)).toBeNull();
  receiver.isAway = false;
  for (let times = 0; times < 2; times++) await receiver.inventory.concludeTransfer(decision);
  expect(await known(id)).toMatchObject({ id, name: 'Lycée exemple' });
});

test('a donor of whom nothing came but an id is called by whom its machines came from, until more is told', async () => {
  const id = 'ORG-01h455vb4pex5vsknk084sn02q';
  await receiver.inventory.concludeTransfer(await released(id));
  const placeholder = { name: 'Donateur non connu, machines reçues de defis', kind: 'OTHER' };
  expect(await known(id)).toMatchObject({ id, ...placeholder, commune: { code: 'COM-56121' } });
  await correctOrganisation(receiver.partners.as('manager'), id, { name: 'Mairie exemple' });
  await receiver.inventory.concludeTransfer(await released(id));
  expect(await known(id)).toMatchObject({ id, name: 'Mairie exemple' });
});

test('nothing is offered while nobody can say who gave it', async () => {
  const { id } = await anOrganisation(giver.partners.as('manager'));
  giver.isAway = true;
  const { transfer, userErrors } = await offered(id);
  giver.isAway = false;
  expect(transfer).toBeNull();
  expect(userErrors).toMatchObject([{ code: 'PARTNERS_UNREACHABLE' }]);
  expect(userErrors[0]!.french).toContain('répétez cette même demande');
});

test.each(['manager', 'technician', 'partner', 'anonymous'] as const)(
  'organisations are not introduced by %s',
  async (role) => {
    const verb = `mutation { introduceOrganisations(input: { association: "defis", organisations: [] }) { ids } }`;
    await expect(receiver.partners.as(role).request(verb)).rejects.toThrow('introduceOrganisations');
  },
);
