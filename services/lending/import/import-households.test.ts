import { Client } from 'pg';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { importEnded, importFile, JOBS, lineByLine, sendFile } from '../../../packages/imports/testing/import-file.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aLending, type LendingUnderTest } from '../testing/a-lending.ts';
import { runJob } from '../testing/run-job.ts';
import { tablesWith } from '../testing/tables-with.ts';

const HEADER =
  "Référence du foyer;Inscrit le;Commune (code INSEE);Personnes dans le foyer;Quotient familial;Quotient valable jusqu'au;Prénom;Nom;Année de naissance;Référence du prêt;Demandé le;Accordé le;Signé le;Remis le;Ordinateur";
const file = (...lines: string[]): string => [HEADER, ...lines].join('\n');
const home = (reference: string, day = '04/01/2011'): string =>
  `${reference};${day};56121;4;jusqu'à 400;31/12/2011;Camille;Exemple;1979`;
const NO_LOAN = ';;;;;;';

describe('Importing households and loans', () => {
  let lending: LendingUnderTest;
  beforeAll(async () => void (lending = await aLending({ jobs: JOBS })));
  afterAll(() => lending.close());
  const importing = (role: 'lender' | 'trainer' = 'lender') => ({
    api: lending.as(role),
    verb: 'importHouseholds',
    query: 'householdImport',
  });
  const bring = (content: string, input: object = {}) => importFile(importing(), content, input);
  const loanOf = async (id: string | null) =>
    (
      await lending
        .as('lender')
        .request(
          `query ($id: ID!) { loan(id: $id) { state requestedOn approvedOn signedOn startedOn computer { id } household { id size } history { verb happenedOn } } }`,
          { id },
        )
    ).loan;

  it('takes each loan through its steps, on the days of the sheet', async () => {
    const computerId = newTypeId('computer');
    const run = await bring(
      file(
        `${home('F-1')};P-1;04/01/2011;11/01/2011;18/01/2011;25/01/2011;${computerId}`,
        `${home('F-2')};P-2;04/01/2011;11/01/2011;;;`,
        `${home('F-3')}${NO_LOAN}`,
        `F-3;;;;;;;;;P-3;2011-02-01;;;;`,
      ),
    );
    expect(lineByLine(run)).toEqual(['2 CREATED', '3 CREATED', '4 CREATED', '5 CREATED']);
    const [first, second, household, last] = run.lines.nodes.map(({ objectId }) => objectId);
    expect(await loanOf(first!)).toMatchObject({
      state: 'ACTIVE',
      requestedOn: '2011-01-04',
      signedOn: '2011-01-18',
      startedOn: '2011-01-25',
      computer: { id: computerId },
    });
    expect(await loanOf(second!)).toMatchObject({ state: 'APPROVED', approvedOn: '2011-01-11', computer: null });
    expect(await loanOf(last!)).toMatchObject({ state: 'REQUESTED', household: { id: household, size: 4 } });
    expect(lending.inventory.out.get(computerId)).toBe(first);
  });

  it('asks once for all that its lines name of other services, and refuses those of whom their owner knows nothing', async () => {
    lending.names.refuse('nosuch', 'NOT_FOUND');
    lending.names.asked.length = 0;
    const line = (number: number, programme: string): string =>
      `${home(`Z-${number}`)};Z-${number};04/01/2011;;;;;${programme}`;
    const lines = Array.from({ length: 40 }, (_, index) => line(index, index === 7 ? 'nosuch' : 'ordi-2-0'));
    const run = await bring([`${HEADER};Programme`, ...lines].join('\n'));
    expect(lineByLine(run)).toEqual(
      lines.map((_, index) => (index === 7 ? '9 REFUSED NOT_FOUND Programme' : `${index + 2} CREATED`)),
    );
    expect(lending.names.asked).toHaveLength(1);
    expect(lending.names.asked[0]).toMatchObject([{ id: 'ordi-2-0', from: '2011-01-04' }, { id: 'nosuch' }]);
  });

  it('keeps a loan signed when the inventory refuses its computer, and says so with its line', async () => {
    const computerId = newTypeId('computer');
    lending.inventory.notReady.add(computerId);
    const run = await bring(file(`${home('G-1')};Q-1;04/01/2011;04/01/2011;04/01/2011;04/01/2011;${computerId}`));
    expect(lineByLine(run)).toEqual(['2 CREATED COMPUTER_NOT_READY Ordinateur']);
    expect(await loanOf(run.lines.nodes[0]!.objectId)).toMatchObject({ state: 'SIGNED' });
  });

  it('skips what it imported before, and refuses what changed since', async () => {
    const lines = [`${home('H-1')};R-1;04/01/2011;;;;`, `${home('H-2')}${NO_LOAN}`];
    await bring(file(...lines));
    const run = await bring(
      file(...lines, `${home('H-2', '05/01/2011')};R-2;05/01/2011;;;;`, `H-1;;;;;;;;;R-3;05/01/2011;;;;`),
    );
    expect(lineByLine(run)).toEqual([
      '2 SKIPPED',
      '3 SKIPPED',
      '4 REFUSED CHANGED_SINCE_IMPORT',
      '5 REFUSED ALREADY_HAS_A_LOAN Référence du foyer',
    ]);
  });

  it('explains every line that it refuses, and keeps nothing of it', async () => {
    const before = await countPeople(lending);
    const run = await bring(
      file(
        `I-1${';'.repeat(14)}`,
        `${home('I-2').replace('56121', '99999')}${NO_LOAN}`,
        `${home('I-3').replace('1979', '79 ans')}${NO_LOAN}`,
        `${home('I-4').replace("jusqu'à 400", 'pauvre')}${NO_LOAN}`,
        `${home('I-5').replace("jusqu'à 400", '')}${NO_LOAN}`,
        `${home('I-6')};S-6;05/01/2011;04/01/2011;;;`,
        `${home('I-7')};S-7;03/01/2011;;;;`,
        `${home('I-8')};;05/01/2011;;;;`,
        `${home('I-9')};S-9;05/01/2011;;06/01/2011;;`,
        `${home('I-10')};S-10;05/01/2011;05/01/2011;05/01/2011;05/01/2011;PC-12`,
        `${home('I-11', '16/06/2011')}${NO_LOAN}`,
        `${home('I-12').replace('1979', '2012')}${NO_LOAN}`,
      ),
    );
    expect(lineByLine(run)).toEqual([
      '2 REFUSED UNKNOWN_HOUSEHOLD Référence du foyer',
      '3 REFUSED UNKNOWN_COMMUNE Commune (code INSEE)',
      '4 REFUSED NOT_A_NUMBER Année de naissance',
      '5 REFUSED UNKNOWN_WORD Quotient familial',
      '6 REFUSED BAND_MISSING Quotient familial',
      '7 REFUSED BEFORE_LAST_STEP Accordé le',
      '8 REFUSED BEFORE_REGISTRATION Demandé le',
      '9 REFUSED VALUE_MISSING Référence du prêt',
      '10 REFUSED VALUE_MISSING Accordé le',
      '11 REFUSED NOT_A_COMPUTER Ordinateur',
      '12 REFUSED IN_THE_FUTURE Inscrit le',
      '13 REFUSED BORN_IN_THE_FUTURE Année de naissance',
    ]);
    expect(await countPeople(lending)).toBe(before);
  });

  it('tries everything but the hand-over in a dry run, further lines about a household included', async () => {
    const run = await bring(file(`${home('J-1')}${NO_LOAN}`, `J-1;;;;;;;;;T-1;05/01/2011;;;;`), { dryRun: true });
    expect(lineByLine(run)).toEqual(['2 READY', '3 READY']);
    expect(lineByLine(await bring(file(`J-1;;;;;;;;;T-1;05/01/2011;;;;`)))).toEqual([
      '2 REFUSED UNKNOWN_HOUSEHOLD Référence du foyer',
    ]);
  });

  it('forgets what a line said once it is taken', async () => {
    const run = await bring(file(`${home('K-1')}${NO_LOAN}`, `${home('K-2').replace('56121', '99999')}${NO_LOAN}`));
    const { householdImport } = await lending
      .as('manager')
      .request(`query ($id: ID!) { householdImport(id: $id) { lines { nodes { code message } } } }`, { id: run.id });
    expect(JSON.stringify(householdImport)).not.toContain('Camille');
    expect(await draftsLeft(lending)).toBe(0);
  });

  it('quotes no cell of a line that it refuses, and keeps no reference of it', async () => {
    const name = 'Kerguelen-Bozec';
    const slipped = (text: string): string => home('Kerguelen-Bozec-1').replace(text, name) + NO_LOAN;
    const run = await bring(
      file(
        ...['56121', '04/01/2011', "jusqu'à 400", '1979'].map(slipped),
        `${name}-2;;;;;;;;;V-1;05/01/2011;;;;`,
        `${home(`${name}-3`).replace('1979', '2013')}${NO_LOAN}`,
      ),
    );
    const codes = ['UNKNOWN_COMMUNE', 'NOT_A_DAY', 'UNKNOWN_WORD', 'NOT_A_NUMBER', 'UNKNOWN_HOUSEHOLD'];
    expect(run.lines.nodes.map(({ code }) => code)).toEqual([...codes, 'BORN_IN_THE_FUTURE']);
    const known = "jusqu'à 400, 401 à 600, 601 à 800, plus de 800.";
    expect(run.lines.nodes[2]).toMatchObject({
      message: `The word in this cell is not understood here; write one of: ${known}`,
      french: `Le mot de cette cellule n'est pas compris ici ; écrivez l'un de : ${known}`,
    });
    for (const text of [name, '2013']) expect(JSON.stringify(run.lines)).not.toContain(text);
    expect(await tablesWith(lending, name)).toEqual([]);
  });

  it('leads from a household to its loan no more once that is closed', async () => {
    const run = await bring(file(`${home('M-1')};W-1;04/01/2011;;;;`));
    const loanId = run.lines.nodes[0]!.objectId!;
    const householdId = (await loanOf(loanId)).household.id as string;
    expect(await tablesWith(lending, run.id, householdId)).toEqual([]);
    expect(await tablesWith(lending, 'W-1')).toEqual(['import_origin']);
    await callVerb(lending.as('lender'), 'withdrawLoan', 'loan { id }', { loanId });
    await callVerb(lending.as('manager'), 'closeLoan', 'loan { id }', { loanId });
    expect(await tablesWith(lending, 'W-1')).toEqual([]);
    expect(await tablesWith(lending, 'M-1')).toEqual([]);
    expect(await tablesWith(lending, loanId, householdId)).toEqual([]);
    expect(await tablesWith(lending, loanId, run.id)).toEqual([]);
  });

  it('keeps no digest of somebody who is erased, and does not bring them back', async () => {
    const lines = file(`${home('N-1')}${NO_LOAN}`);
    const householdId = (await bring(lines)).lines.nodes[0]!.objectId!;
    const { household } = await lending.as('lender').request(`{ household(id: "${householdId}") { people { id } } }`);
    const input = { personId: household.people[0].id, idempotencyKey: newTypeId('key') };
    await callVerb(lending.as('lender'), 'erasePerson', 'person { id }', input);
    expect(await countRows(lending.databaseUrl, WITH_DIGEST, [householdId])).toBe(0);
    expect(lineByLine(await bring(lines))).toEqual(['2 REFUSED CHANGED_SINCE_IMPORT']);
  });

  it('forgets its lines and its key thirty days after it ended, and keeps its counts', async () => {
    const lines = file(`${home('O-1')}${NO_LOAN}`, `${home('O-2').replace('56121', '99999')}${NO_LOAN}`);
    const idempotencyKey = newTypeId('key');
    const run = await bring(lines, { idempotencyKey });
    const forgetting = async (today: string) => {
      lending.clock.set(today);
      await runJob(lending, 'forget_import_lines');
      await runJob(lending, 'forget_keys');
      return bring(lines, { idempotencyKey });
    };
    expect(await forgetting('2011-07-15')).toEqual(run);
    const anew = await forgetting('2011-07-16');
    expect(anew).toMatchObject({ total: 2, skipped: 1, refused: 1 });
    expect(anew.id).not.toBe(run.id);
    const { householdImport } = await lending
      .as('lender')
      .request(`{ householdImport(id: "${run.id}") { total created refused lines { nodes { line } } } }`);
    expect(householdImport).toEqual({ total: 2, created: 1, refused: 1, lines: { nodes: [] } });
    lending.clock.set('2011-06-15');
  });

  it('answers a sheet to fill in, which it then takes', async () => {
    const { householdImportTemplate: sheet } = await lending
      .as('lender')
      .request('{ householdImportTemplate { name mediaType content } }');
    expect(sheet).toMatchObject({ name: 'foyers-et-prets.csv', mediaType: 'text/csv; charset=utf-8' });
    const run = await importFile(importing(), Buffer.from(sheet.content, 'base64'), { dryRun: true });
    expect(run).toMatchObject({ state: 'DONE', ignoredColumns: [], refused: 0, created: 2 });
  });

  it('is for lenders alone, and cannot be stopped once it has ended', async () => {
    await expect(sendFile(importing('trainer'), file(`${home('L-1')}${NO_LOAN}`))).rejects.toThrow(/importHouseholds/);
    const { importRun } = await sendFile(importing(), file(`${home('L-1')}${NO_LOAN}`), { dryRun: true });
    await importEnded(importing(), importRun!.id);
    const stop = await callVerb(lending.as('manager'), 'cancelHouseholdImport', '', { importId: importRun!.id });
    expect(stop.userErrors).toMatchObject([{ code: 'IMPORT_ENDED' }]);
  });
});

async function countPeople({ databaseUrl }: LendingUnderTest): Promise<number> {
  return countRows(databaseUrl, 'select count(*) as n from lending.person');
}

const draftsLeft = ({ databaseUrl }: LendingUnderTest): Promise<number> =>
  countRows(databaseUrl, 'select count(*) as n from lending.import_line where draft is not null');

/** How many things of an id have a digest of what a file said of them. */
const WITH_DIGEST = "select count(*) as n from lending.import_origin where object_id = $1 and digest <> ''";

async function countRows(url: string, sql: string, parameters: string[] = []): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: string }>(sql, parameters);
  await client.end();
  return Number(rows[0]!.n);
}
