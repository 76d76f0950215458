import { parse } from 'csv-parse/sync';
import { between, exactly, protectedFigure, unavailable } from '../../../packages/figures/read/figure-arithmetic.ts';
import type { Figure, FigureBounds } from '../../../packages/figures/read/figure.ts';
import { takeTurn } from '../../../packages/platform/documents/take-turn.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { anAgreement, receiveInstalment } from '../agreement/agreement.factory.ts';
import { registerAssociation } from '../association/association.factory.ts';
import { anOrganisation } from '../organisation/organisation.factory.ts';
import { registerProgramme } from '../programme/programme.factory.ts';
import { aLockedReport } from '../report/report.factory.ts';
import { A_CATALOGUE } from '../testing/catalogue.ts';
import { aReportingService, buildFigures } from '../testing/partners.ts';
import type { ScriptedPeers } from '../testing/peers.ts';

let partners: ServiceUnderTest;
let peers: ScriptedPeers;
beforeAll(async () => {
  ({ partners, peers } = await aReportingService());
  const api = partners.as('manager');
  for (const amount of [500, 300.25, 200.5]) {
    const { id: organisationId } = await anOrganisation(api);
    const instalments = [{ dueOn: '2011-04-01', amount }];
    const agreement = await anAgreement(api, { organisationId, amount, instalments });
    await receiveInstalment(api, agreement.instalments[0]!.id, { on: '2011-04-01' });
  }
  await registerAssociation(api, { id: 'defis', covers: ['DEP-56'] });
  await registerProgramme(api, { id: 'ordi-2-0', name: '=Ordi 2.0', startsOn: '2008-01-01', endsOn: null });
  await buildFigures(partners);
  for (const [name, bounds] of Object.entries(TOLD)) peers.told.set(name, bounds);
});
afterAll(() => partners.close());
beforeEach(() => peers.down.clear());

/** What the other services tell, in every scope: one figure of each status. */
const TOLD: Record<string, FigureBounds> = {
  computersRefurbished: exactly(1234.5),
  familiesEquipped: between(380, 400, 'PART_IN_OTHER_PLACES'),
  supportHours: protectedFigure(),
  refurbishingCost: unavailable('TERRITORY_DID_NOT_EXIST'),
};

const NAMES = A_CATALOGUE.map(({ name }) => name);
const BOUNDS = 'value atLeast atMost status reason unit measure { name definitionFr source }';
const [OWN, PEERS] = [true, false].map((isOwn) =>
  A_CATALOGUE.filter(({ service }) => (service === 'partners') === isOwn).map(({ name }) => name),
);

/** The figures of a scope as the API answers them: this service's own; of the others, what it would be told. */
async function answered(id: string): Promise<Record<string, Figure>> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact {
    ${OWN!.map((name) => `${name} { ${BOUNDS} }`).join(' ')}
  } } }`;
  const { refurbishingCost, familiesEquipped } = TOLD;
  const nobody = { organisationsEquippedMembers: [], organisationsTrainedMembers: [] };
  const ingredients = { refurbishingCost, familiesEquipped, individualSupportCost: exactly(0), ...nobody };
  const r = [{ __typename: 'Impact', id, ...ingredients }];
  const own = (await partners.as('anonymous').request(query, { r }))._entities[0];
  const others = PEERS!.map((name) => [name, { ...TOLD[name], measure: { name } }] as const);
  return { ...own, ...Object.fromEntries(others) };
}

async function fileOf(parts: string, scope: object = { period: '2011' }) {
  const query = `query ($territory: ID, $programme: ID, $period: Period!, $parts: ImpactParts!) {
    impact(territory: $territory, programme: $programme, period: $period) {
      id file(format: CSV, parts: $parts) { name mediaType content }
    }
  }`;
  const { impact } = await partners.as('anonymous').request(query, { parts, ...scope });
  const { name, mediaType, content } = impact.file;
  const bytes = Buffer.from(content, 'base64');
  const rows: Record<string, string>[] = parse(bytes, { bom: true, delimiter: ';', columns: true });
  return { id: impact.id as string, name, mediaType, text: bytes.toString('utf8'), rows };
}

const asText = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));
const STATUS = { EXACT: 'exact', BOUNDED: 'encadré', PROTECTED: 'protégé', UNAVAILABLE: 'indisponible' };

describe('Impact.file', () => {
  it('tells every figure of the catalogue as the API answers it', async () => {
    const { id, rows, name, mediaType } = await fileOf('WHOLE');
    expect([name, mediaType]).toEqual(['impact-fr-2011.csv', 'text/csv; charset=utf-8']);
    expect(rows.map(({ indicateur }) => indicateur)).toEqual(NAMES);
    const figures = await answered(id);
    for (const row of rows) {
      const figure = figures[row['indicateur']!]!;
      expect(row).toMatchObject({
        valeur: asText(figure.value),
        'au moins': asText(figure.atLeast),
        'au plus': asText(figure.atMost),
        statut: STATUS[figure.status],
        motif: figure.reason ?? '',
        code: 'FR',
        période: '2011',
        association: 'toutes',
        programme: 'tous',
      });
      expect([row['définition'], row['source'], row['unité'], row['libellé']]).not.toContain('');
      expect(Boolean(row['précision'])).toBe(figure.status !== 'EXACT');
    }
  });

  it('tells money to the cent and hours to the hundredth, as the graph does', async () => {
    peers.told
      .set('supportHours', exactly(1 / 3))
      .set('refurbishingCost', between(1000 / 3, 3633.584252, 'DOUBLES_NOT_DEDUCTED'));
    const { rows } = await fileOf('WHOLE');
    for (const [name, bounds] of Object.entries(TOLD)) peers.told.set(name, bounds);
    const told = Object.fromEntries(rows.map((row) => [row['indicateur'], [row['au moins'], row['au plus']]]));
    expect(told).toMatchObject({ supportHours: ['0,33', '0,33'], standardCost: ['333,33', '3633,58'] });
  });

  it('says of each line up to when it is counted: what is told of people is older', async () => {
    const { rows } = await fileOf('WHOLE');
    const asOf = Object.fromEntries(rows.map((row) => [row['indicateur'], row['compté jusqu’au']!.slice(0, 10)]));
    const [now, aWeekAgo] = ['2012-01-15', '2012-01-08'];
    expect(asOf).toMatchObject({ computersRefurbished: now, familiesEquipped: aWeekAgo, costPerFamily: aWeekAgo });
    expect(asOf).toMatchObject({ supportHours: now, standardCost: now });
  });

  it('tells the same as a report that is locked', async () => {
    const id = await aLockedReport(partners, { programmeId: 'ordi-2-0', inProgramme: true, territory: 'REG-53' });
    const query = `{ reportingPeriod(id: "${id}") { report(format: CSV) { content } } }`;
    const { reportingPeriod } = await partners.as('manager').request(query);
    const bytes = Buffer.from(reportingPeriod.report.content, 'base64');
    const report: Record<string, string>[] = parse(bytes, { bom: true, delimiter: ';', columns: true });
    const { rows } = await fileOf('WHOLE', { territory: 'REG-53', programme: 'ordi-2-0', period: '2011' });
    const said = ['indicateur', 'valeur', 'au moins', 'au plus', 'unité', 'nature', 'statut', 'motif', 'précision'];
    const columns = [...said, 'définition', 'source', 'compté jusqu’au'];
    const pick = (row: Record<string, string>) => columns.map((column) => row[column]);
    expect(rows.map(pick)).toEqual(report.filter(({ section }) => section === 'INDICATEUR').map(pick));
  });

  it.each([
    ['BY_MONTH', 12, '2011-12'],
    ['BY_QUARTER', 4, '2011-Q4'],
    ['BY_YEAR', 1, '2011'],
  ])('tells the whole, then each part %s', async (parts, count, last) => {
    const { rows } = await fileOf(parts);
    expect(rows).toHaveLength((1 + count) * NAMES.length);
    expect(rows.at(-1)!['période']).toBe(last);
    const months = rows.filter(({ indicateur }) => indicateur === 'funding').slice(1);
    const inApril = months.filter(({ valeur }) => valeur !== '0');
    expect(inApril.map(({ valeur, statut }) => [valeur, statut])).toEqual([['1000,75', 'exact']]);
  });

  it('tells each territory and other places, each association, each programme', async () => {
    const places = (await fileOf('BY_DEPARTMENT', { territory: 'REG-53', period: '2011' })).rows;
    const names = [...new Set(places.map(({ code, territoire }) => `${code} ${territoire}`))];
    expect(names[0]).toBe('REG-53 Bretagne');
    expect(names.slice(1, 3)).toEqual(["DEP-22 Côtes-d'Armor", 'DEP-29 Finistère']);
    expect(names.at(-1)).toBe('REG-53~other Bretagne : autres lieux');
    const people = (await fileOf('BY_ASSOCIATION')).rows.map(({ association }) => association);
    expect([...new Set(people)]).toEqual(['toutes', 'Défis']);
    const { rows, text, name } = await fileOf('BY_PROGRAMME', { territory: 'DEP-56', period: '2011' });
    expect([...new Set(rows.map(({ programme }) => programme))]).toEqual(['tous', "'=Ordi 2.0"]);
    expect([text.startsWith('\uFEFFcode;territoire;'), name]).toEqual([true, 'impact-dep-56-2011-by_programme.csv']);
  });

  it('asks each service once for fifty parts, not once for each', async () => {
    const calls = async (parts: string) => {
      peers.calls.length = 0;
      await fileOf(parts, { territory: 'DEP-56', period: '2011' });
      return peers.calls.length;
    };
    expect([await calls('BY_MONTH'), await calls('BY_EPCI')]).toEqual([3, 3]);
  });

  it('takes the processor for one at a time, and for nobody who has left', async () => {
    let seconds = 0;
    const clock = { now: () => new Date(seconds * 1000) };
    const order: string[] = [];
    const make = (name: string, wait: Promise<void> = Promise.resolve()) =>
      takeTurn(clock, async (goOn) => {
        order.push(`${name} begins`);
        await wait;
        goOn();
        order.push(`${name} ends`);
      });
    const { promise, resolve } = Promise.withResolvers<void>();
    const [long, waiting] = [make('long', promise), make('waiting')];
    await Promise.resolve();
    seconds += 31;
    resolve();
    await expect(long).rejects.toThrow('took too long');
    await expect(waiting).rejects.toThrow('took too long');
    await make('next');
    expect(order).toEqual(['long begins', 'next begins', 'next ends']);
  });

  it('makes the longest for whoever has an account', async () => {
    await expect(fileOf('BY_COMMUNE', { territory: 'DEP-62', period: '2011' })).rejects.toThrow('more than 300');
    const query = `{ impact(territory: "DEP-62", period: "2011") { file(format: CSV, parts: BY_COMMUNE) { name } } }`;
    await expect(partners.as('manager').request(query)).resolves.toBeDefined();
  });

  it('refuses what nobody can read, and leaves no hole where a service is down', async () => {
    await expect(fileOf('BY_COMMUNE', { territory: 'REG-53', period: '2011' })).rejects.toThrow(
      'ask inside a department',
    );
    await expect(fileOf('BY_REGION', { territory: 'REG-53', period: '2011' })).rejects.toThrow('is not narrower');
    await expect(fileOf('BY_YEAR', { period: '2011-04' })).rejects.toThrow('is longer than the period');
    const four = [1, 2, 3, 4].map((n) => `f${n}: file(format: CSV, parts: BY_COMMUNE) { name }`).join(' ');
    const all = `{ impact(territory: "DEP-56", period: "2011") { ${four} } }`;
    await expect(partners.as('anonymous').request(all)).rejects.toThrow('TOO_MANY_DOCUMENTS');
    peers.down.add('training');
    await expect(fileOf('WHOLE')).rejects.toThrow('training');
  });
});
