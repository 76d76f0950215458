import { extractText, getDocumentProxy } from 'unpdf';
import { SPLIT_BATCHES } from '../../../packages/platform/testing/batches.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aHousehold } from '../household/household.factory.ts';
import { aKey, aLoan, anActiveLoan, aSignedLoan, tell } from '../loan/loan.factory.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { inFrench } from './french.rules.ts';

const PAPERS = `agreement { name mediaType content digest } returnReceipt { name content } signedAgreement { digest isUnchanged }
  household { people { id } }`;

let lending: LendingUnderTest;
beforeAll(async () => void (lending = await aLending()));
afterAll(() => lending.close());

const lender = () => lending.as('lender');
const papersOf = async (id: string) => (await lender().request(`{ loan(id: "${id}") { ${PAPERS} } }`)).loan;

async function textOf({ content }: { content: string }): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(content, 'base64')));
  const { text } = await extractText(pdf, { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
}

const aFamily = () =>
  aHousehold(lender(), { people: [{ givenName: 'Nolwenn', familyName: 'Le Goff', birthYear: 1975 }] });

describe('The agreement of a loan', () => {
  it('names both parties, says what they promise, and what is kept of them', async () => {
    const householdId = await aFamily();
    const loanId = await aLoan(lender(), { householdId, programmeId: 'ordi-solidaire-bretagne' });
    expect((await papersOf(loanId)).agreement).toBeNull();
    await tell(lender(), 'approveLoan', { loanId, on: '2011-01-03' });
    const { agreement } = await papersOf(loanId);
    expect(agreement).toMatchObject({ name: `convention-de-pret-${loanId}.pdf`, mediaType: 'application/pdf' });
    const text = await textOf(agreement);
    for (const said of [
      'Convention de prêt d’un ordinateur',
      'l’association Défis, à Lorient',
      'Nolwenn Le Goff, à Lorient',
      loanId,
      '3 janvier 2011',
      'ordi-solidaire-bretagne',
      'un an à compter du jour de la remise',
      'articles 1875',
      'RGPD',
      'CNIL',
      'L’emprunteur',
      'Ordinateur : ______',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('1975');
  });

  it('keeps the digest of what was signed, printed on it, and sees when it reads otherwise', async () => {
    const householdId = await aFamily();
    const loanId = await aSignedLoan(lender(), { householdId });
    const { agreement, signedAgreement, household } = await papersOf(loanId);
    expect(signedAgreement).toEqual({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), isUnchanged: true });
    expect((await textOf(agreement)).replaceAll(' ', '')).toContain(signedAgreement.digest);
    const [{ id: personId }] = household.people;
    await callVerb(lender(), 'correctPerson', 'person { id }', {
      personId,
      givenName: 'Nolwen',
      idempotencyKey: aKey(),
    });
    expect((await papersOf(loanId)).signedAgreement).toEqual({ ...signedAgreement, isUnchanged: false });
  });

  it('names each computer in its annex, and stays what was signed', async () => {
    const householdId = await aFamily();
    const { loanId, computerId } = await anActiveLoan(lender(), { householdId, startedOn: '2011-01-10' });
    const { agreement, signedAgreement } = await papersOf(loanId);
    const text = await textOf(agreement);
    expect(text.replaceAll(' ', '')).toContain(computerId);
    expect(text).toContain('10 janvier 2011');
    expect(signedAgreement.isUnchanged).toBe(true);
    expect((await papersOf(loanId)).agreement.digest).toBe(agreement.digest);
  });

  it('is made out to an organisation by its number', async () => {
    const loanId = await aSignedLoan(lender(), { organisationId: 'SIRET-21560098000012', commune: 'COM-56098' });
    const text = await textOf((await papersOf(loanId)).agreement);
    expect(text).toContain('SIRET-21560098000012, à Lanester');
    expect(text).toContain('Pour l’organisme emprunteur');
  });
});

describe('The receipt of a computer', () => {
  it('says what came back, when, and how', async () => {
    const { loanId, computerId } = await anActiveLoan(lender(), { householdId: await aFamily() });
    expect((await papersOf(loanId)).returnReceipt).toBeNull();
    await tell(lender(), 'returnComputer', { loanId, condition: 'BROKEN', on: '2011-06-01', idempotencyKey: aKey() });
    const { returnReceipt } = await papersOf(loanId);
    expect(returnReceipt.name).toBe(`recu-de-retour-${loanId}.pdf`);
    const text = await textOf(returnReceipt);
    for (const said of ['Nolwenn Le Goff', computerId, '1er juin 2011', 'en panne ou abîmé'])
      expect(text).toContain(said);
  });
});

test('more than twenty papers are not printed in one request', async () => {
  const borrower = { organisationId: 'RNA-W561000003', commune: 'COM-56098' };
  const ids = await Promise.all(Array.from({ length: 21 }, () => aSignedLoan(lender(), borrower)));
  const document = ids.map((id, index) => `l${index}: loan(id: "${id}") { agreement { size } }`).join(' ');
  const { data, errors } = await lender()
    .rawRequest<Record<string, object>>(`{ ${document} }`)
    .catch(({ response }) => response);
  expect(errors).toMatchObject([{ path: ['l20', 'agreement'], extensions: { code: 'TOO_MANY_DOCUMENTS' } }]);
  expect(Object.values<{ agreement: object | null }>(data).filter(({ agreement }) => agreement)).toHaveLength(20);
});

test('the papers of many loans take as many statements as those of two', async () => {
  const borrower = { organisationId: 'RNA-W561000001', commune: 'COM-56098' };
  await Promise.all(Array.from({ length: 45 }, () => aSignedLoan(lender(), borrower)));
  const count = (first: number, papers: string) =>
    lending.countStatements(() => lender().request(`{ loans(first: ${first}) { nodes { ${papers} } } }`));
  const signed = 'signedAgreement { isUnchanged }';
  expect(await count(50, signed)).toBeLessThanOrEqual((await count(2, signed)) + SPLIT_BATCHES);
  // Printing fifty of them would take seconds, and read nothing more.
  const printed = 'agreement { digest } returnReceipt { digest }';
  expect(await count(6, printed)).toBeLessThanOrEqual((await count(2, printed)) + SPLIT_BATCHES);
}, 120_000);

test.each([
  ['2011-01-01', '1er janvier 2011'],
  ['2012-02-29', '29 février 2012'],
])('%s is read %s', (day, french) => expect(inFrench(day)).toBe(french));
