import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { extractText, getDocumentProxy } from 'unpdf';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { between, exactly, protectedFigure, unavailable } from '../../../packages/figures/read/figure-arithmetic.ts';
import { anAgreement, receiveInstalment } from '../agreement/agreement.factory.ts';
import { anOrganisation } from '../organisation/organisation.factory.ts';
import { aReportingService } from '../testing/partners.ts';
import { aLockedReport, openReport } from './report.factory.ts';

let partners: ServiceUnderTest;
let organisationId: string;
let id: string;
beforeAll(async () => {
  const service = await aReportingService();
  partners = service.partners;
  service.peers.told.set('familiesEquipped', between(1380, 1400.5, 'PART_IN_OTHER_PLACES'));
  service.peers.told.set('supportHours', protectedFigure());
  service.peers.told.set('computersRefurbished', exactly(1234.5));
  service.peers.told.set('refurbishingCost', unavailable('PROGRAMME_NOT_PUBLISHED'));
  organisationId = (await anOrganisation(api(), { name: 'Région Bretagne' })).id;
  const agreement = await anAgreement(api(), {
    organisationId,
    title: "=cmd|' /C calc'!A0",
    targets: [
      {
        indicator: 'familiesEquipped',
        value: 1400,
        period: '2011',
      },
    ],
  });
  await receiveInstalment(api(), agreement.instalments[0]!.id);
  id = await aLockedReport(partners, { agreementId: agreement.id, territory: 'REG-53' });
});
afterAll(() => partners.close());

const api = () => partners.as('manager');

interface Printed {
  name: string;
  mediaType: string;
  size: number;
  digest: string;
  content: string;
}

async function print(format: 'PDF' | 'CSV', client = api(), report = id): Promise<Printed> {
  const query = `query ($id: ID!, $format: ReportFormat!) { reportingPeriod(id: $id) {
    report(format: $format) { name mediaType size digest content } } }`;
  return (await client.request(query, { id: report, format })).reportingPeriod.report;
}

describe('A report as CSV', () => {
  it('opens in a French spreadsheet: mark, semicolons, decimal commas, CR LF', async () => {
    const { name, mediaType, size, digest, content } = await print('CSV');
    expect([name, mediaType]).toEqual(['bilan-2011-r1.csv', 'text/csv; charset=utf-8']);
    const bytes = Buffer.from(content, 'base64');
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([size, digest]);
    const text = bytes.toString('utf8');
    expect(text.startsWith('\uFEFFsection;convention;indicateur;libellé;valeur;')).toBe(true);
    expect(text).toContain(';1234,5;1234,5;1234,5;');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('tells figures with their definitions, then targets and instalments of each agreement', async () => {
    const rows = await rowsOf();
    expect(rows.map(({ section }) => section)).toEqual([
      ...Array.from({ length: 8 }, () => 'INDICATEUR'),
      'OBJECTIF',
      'TRANCHE',
      'TRANCHE',
    ]);
    expect(rows[0]).toMatchObject({
      indicateur: 'computersRefurbished',
      libellé: 'Ordinateurs reconditionnés',
      valeur: '1234,5',
      unité: 'ordinateurs',
      nature: 'cumul',
      statut: 'exact',
      période: '2011',
      territoire: 'Bretagne',
      définition: 'Ce que compte « Ordinateurs reconditionnés ».',
      source: 'Essai',
      'compté jusqu’au': '2012-01-15T10:00:00.000Z',
    });
    expect(rows[8]).toMatchObject({ prévu: '1400', 'au moins': '1380', 'au plus': '1400,5', statut: 'encadré' });
    expect(rows[9]).toMatchObject({ prévu: '699,5', valeur: '699,5', échéance: '2011-03-31', 'reçu le': '2011-04-01' });
    expect(rows[10]).toMatchObject({ prévu: '300,5', valeur: '', statut: 'attendue' });
  });

  it('says the rule of what is protected, and no number of it', async () => {
    const hours = (await rowsOf()).find(({ indicateur }) => indicateur === 'supportHours')!;
    expect(hours).toMatchObject({ valeur: '', 'au moins': '', 'au plus': '', statut: 'protégé' });
    expect(hours['précision']).toContain('moins de 11 personnes');
    const cost = (await rowsOf()).find(({ indicateur }) => indicateur === 'standardCost')!;
    expect(cost).toMatchObject({ statut: 'indisponible', précision: 'cet indicateur n’est pas publié par programme' });
  });

  it('runs no formula that somebody wrote into a title', async () => {
    expect((await rowsOf())[8]!['convention']).toBe("'=cmd|' /C calc'!A0");
  });
});

async function rowsOf(): Promise<Record<string, string>[]> {
  const content = Buffer.from((await print('CSV')).content, 'base64');
  return parse(content, { bom: true, delimiter: ';', columns: true });
}

describe('A report as PDF', () => {
  it('says the same on paper, in French', async () => {
    const { name, mediaType, content } = await print('PDF');
    expect([name, mediaType]).toEqual(['bilan-2011-r1.pdf', 'application/pdf']);
    const bytes = new Uint8Array(Buffer.from(content, 'base64'));
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
    const plain = text.replaceAll(/\s+/g, ' ');
    for (const said of [
      'Bilan 2011',
      'Territoire : Bretagne',
      'verrouillé, révision 1',
      'de 1 380 à 1 400,5',
      'non communiqué',
      'moins de 11 personnes',
      'Partenaire : Région Bretagne',
      '699,5 €',
      '01/04/2011',
      'Source : Essai',
    ])
      expect(plain).toContain(said);
  });

  it('is the same file for ever', async () => {
    const once = await print('PDF');
    partners.clock.set('2012-02-20');
    expect((await print('PDF')).digest).toBe(once.digest);
  });
});

describe('A report', () => {
  it('is printed for the partner it is about', async () => {
    const partner = partners.as('partner', { organisation: organisationId });
    expect((await print('CSV', partner)).digest).toBe((await print('CSV')).digest);
  });

  it('does not exist before its figures are submitted', async () => {
    const { id: agreementId } = await anAgreement(api());
    const { reportingPeriod } = await openReport(api(), { agreementId });
    expect(await print('PDF', api(), reportingPeriod.id)).toBeNull();
  });
});
