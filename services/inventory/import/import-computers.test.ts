import { randomUUID } from 'node:crypto';
import {
  importEnded,
  importFile,
  importSeen,
  JOBS,
  lineByLine,
  sendFile,
} from '../../../packages/imports/testing/import-file.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aDonation } from '../donation/donation.factory.ts';
import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';

/** The columns of an export of Snipe-IT, in its order. */
const HEADER =
  'ID,Asset Name,Asset Tag,Serial,Model,Model No.,Category,Status,Checked Out To,Location,Manufacturer,Purchased,Notes';

const machine = (
  tag: string,
  cells: Partial<Record<'serial' | 'category' | 'purchased' | 'model' | 'notes', string>> = {},
) => {
  const { serial = `SN-${tag}`, category = 'Laptop', purchased = '2009-03-02', model = 'Latitude', notes = '' } = cells;
  return `1,pc,${tag},${serial},${model},E6400,${category},Ready to Deploy,Jeanne Martin,Lorient,Dell,${purchased},${notes}`;
};
const file = (...lines: string[]): string => [HEADER, ...lines, ''].join('\n');

describe('Importing machines', () => {
  let inventory: Inventory;
  let donationId: string;
  beforeAll(async () => {
    inventory = await anInventory({ jobs: JOBS });
    donationId = (await aDonation(inventory)).id;
  });
  afterAll(() => inventory.close());

  const importing = (role: 'technician' | 'lender' | 'partner' = 'technician') => ({
    api: inventory.as(role),
    verb: 'importComputers',
    query: 'computerImport',
  });
  const bring = (content: string | Buffer, input: object = {}) =>
    importFile(importing(), content, { donationId, ...input });
  const machineOf = async (label: string) =>
    (
      await inventory.as('technician').request(
        `query ($label: String!) { computerByLabel(label: $label) { id kind serial brand model processing
          history { verb details } } }`,
        { label },
      )
    ).computerByLabel;

  it('makes no machine of a line that sums up the others, nor of a day before there were any', async () => {
    const run = await bring(
      file(
        machine('A-90'),
        '1,,TOTAL,,,,,,,,,,',
        ',,Sous-total,,,,Laptop,,,,,,1',
        machine('A-91', { purchased: '0009-03-02' }),
      ),
    );
    expect(run).toMatchObject({ total: 4, created: 1, refused: 3 });
    expect(run.lines.nodes.map(({ code, line }) => [line, code])).toEqual([
      [2, null],
      [3, 'SUMMARY_LINE'],
      [4, 'SUMMARY_LINE'],
      [5, 'INVALID_INPUT'],
    ]);
    expect(run.lines.nodes[1]!.message).toContain('take it out of the sheet');
    expect(await machineOf('TOTAL')).toBeNull();
  });

  it('registers them through the ordinary verb, and says what it made of the file', async () => {
    const run = await bring(
      file(machine('A-1'), machine('A-2', { category: 'Unité centrale', purchased: '15/06/2008' })),
    );
    expect(run).toMatchObject({
      state: 'DONE',
      total: 2,
      done: 2,
      created: 2,
      skipped: 0,
      refused: 0,
      encoding: 'UTF-8',
    });
    expect(run.ignoredColumns).toEqual(['ID', 'Asset Name', 'Checked Out To', 'Location', 'Notes']);
    expect(await machineOf('a-2')).toMatchObject({
      id: run.lines.nodes[1]!.objectId,
      kind: 'DESKTOP',
      serial: 'SN-A-2',
      brand: 'Dell',
      model: 'Latitude E6400',
      processing: 'COLLECTED',
      history: [
        { verb: 'registerComputer', details: { donationId } },
        { verb: 'importComputers', details: { line: 3, purchasedOn: '2008-06-15', formerStatus: 'Ready to Deploy' } },
      ],
    });
    expect(JSON.stringify(await machineOf('a-2'))).not.toContain('Jeanne');
  });

  it('keeps nothing in a dry run, and tells what would become of each line', async () => {
    const lines = [machine('B-1'), machine('A-1'), machine('A-2', { serial: 'another' })];
    const run = await bring(file(...lines), { dryRun: true });
    expect(run).toMatchObject({ state: 'DONE', created: 1, skipped: 1, refused: 1 });
    expect(lineByLine(run)).toEqual(['2 READY', '3 SKIPPED', '4 REFUSED CHANGED_SINCE_IMPORT']);
    expect(await machineOf('B-1')).toBeNull();
    const { importRun } = await sendFile(importing(), file(machine('B-1')), { donationId, dryRun: undefined });
    expect(await importEnded(importing(), importRun!.id)).toMatchObject({ isDryRun: true, created: 1 });
  });

  it('skips what it imported before, and refuses what changed since or was registered otherwise', async () => {
    await inventory.register({ donationId, label: 'C-1', kind: 'TABLET' });
    await inventory.register({
      donationId,
      label: 'C-2',
      kind: 'LAPTOP',
      serial: 'SN-C-2',
      brand: 'Dell',
      model: 'Latitude E6400',
    });
    await bring(file(machine('C-3')));
    const run = await bring(file(machine('C-1'), machine('c-2', { serial: 'SN-C-2' }), machine('C-3'), machine('C-4')));
    expect(lineByLine(run)).toEqual(['2 REFUSED LABEL_TAKEN Asset Tag', '3 SKIPPED', '4 SKIPPED', '5 CREATED']);
    expect(run.lines.nodes[2]!.objectId).toBe((await machineOf('C-3')).id);
  });

  it('loses no line and explains each one that it refuses', async () => {
    const content = Buffer.concat([
      Buffer.from(`${HEADER}\r\n${machine('D-1', { model: 'Précision' })}\r\n`, 'utf8'),
      Buffer.from(`${machine('D-2', { model: 'Précision' })}\r\n`, 'latin1'),
      Buffer.from(machine('D-3', { serial: 'x' }), 'latin1').fill(0x81, 10, 11),
      Buffer.from(
        [
          '',
          machine('D-4', { purchased: '31/06/2009' }),
          machine('D-5', { category: 'Toaster' }),
          machine('D-1', { serial: 'other' }),
          machine(''),
          machine('D-6').replace(',Dell', ''),
          machine('D-7', { notes: '"never closed' }),
          machine('D-8', { notes: '"two\r\nlines"' }),
          machine('D'.repeat(41)),
          machine('D-9', { serial: 's\0' }),
          machine('D-10'),
        ].join('\r\n'),
      ),
    ]);
    const run = await bring(content);
    expect(run).toMatchObject({ encoding: 'MIXED', total: 13, done: 13 });
    expect(lineByLine(run)).toEqual([
      '2 CREATED',
      '3 CREATED',
      '4 REFUSED UNREADABLE_CHARACTER',
      '5 REFUSED NOT_A_DAY Purchased',
      '6 REFUSED UNKNOWN_WORD Category',
      '7 REFUSED TWICE_IN_FILE',
      '8 REFUSED VALUE_MISSING Asset Tag',
      '9 REFUSED WRONG_NUMBER_OF_CELLS',
      '10 REFUSED QUOTE_NOT_CLOSED',
      '11 CREATED',
      '13 REFUSED INVALID_INPUT Asset Tag',
      '14 REFUSED UNREADABLE_CHARACTER',
      '15 CREATED',
    ]);
    for (const { status, message, french } of run.lines.nodes) {
      expect([typeof message, typeof french]).toEqual(
        status === 'REFUSED' ? ['string', 'string'] : ['object', 'object'],
      );
    }
    expect([(await machineOf('D-1')).model, (await machineOf('D-2')).model]).toEqual([
      'Précision E6400',
      'Précision E6400',
    ]);
  });

  it('keeps nothing of a file that is all or nothing when one line is refused, and all of it else', async () => {
    const refused = await bring(file(machine('E-1'), machine('E-2', { purchased: 'demain' })), { allOrNothing: true });
    expect(refused).toMatchObject({ state: 'REFUSED', created: 1, refused: 1 });
    expect(lineByLine(refused)).toEqual(['2 READY', '3 REFUSED NOT_A_DAY Purchased']);
    expect(await machineOf('E-1')).toBeNull();
    const kept = await bring(file(machine('E-1'), machine('E-2')), { allOrNothing: true });
    expect(kept).toMatchObject({ state: 'DONE', created: 2, refused: 0 });
    expect(await machineOf('E-1')).not.toBeNull();
  });

  it('refuses a donation that takes no more machines', async () => {
    const other = await aDonation(inventory, 'INVENTORIED');
    expect(await sendFile(importing(), file(machine('F-1')), { donationId: other.id })).toEqual(
      refusedWith('INVENTORY_CLOSED', 'donationId'),
    );
  });

  it.each([
    ['', 'EMPTY_FILE'],
    ['no table', 'NOT_A_TABLE'],
    ['Asset Tag,Serial\nG-1,1', 'COLUMN_MISSING'],
    ['Asset Tag,Tag,Category\nG-1,1,Laptop', 'COLUMN_TWICE'],
    [`Asset Tag,Category\n${'G,Laptop\n'.repeat(20_001)}`, 'TOO_MANY_LINES'],
  ])('refuses a file that is none of its kind (%#)', async (content, code) => {
    expect(await sendFile(importing(), content, { donationId })).toEqual(refusedWith(code, 'content'));
  });

  it('refuses what is not base64, and a donation that is none', async () => {
    const input = { fileName: 'a.csv', dryRun: true, donationId, idempotencyKey: randomUUID() };
    const technician = inventory.as('technician');
    expect(await callVerb(technician, 'importComputers', '', { ...input, content: 'é!' })).toMatchObject({
      userErrors: [{ code: 'NOT_BASE64', field: ['content'] }],
    });
    expect(await sendFile(importing(), file(machine('H-1')), { donationId: 'donation_none' })).toEqual(
      refusedWith('NOT_FOUND', 'donationId'),
    );
  });

  it('begins once under one key', async () => {
    const input = { donationId, idempotencyKey: randomUUID() };
    const [one, two] = [
      await sendFile(importing(), file(machine('I-1')), input),
      await sendFile(importing(), file(machine('I-1')), input),
    ];
    expect(two.importRun!.id).toBe(one.importRun!.id);
    await importEnded(importing(), one.importRun!.id);
  });

  it('is not for people outside of the workshop', async () => {
    for (const role of ['lender', 'partner'] as const) {
      await expect(sendFile(importing(role), file(machine('J-1')), { donationId })).rejects.toThrow(/importComputers/);
      await expect(importSeen(importing(role), 'import_x')).rejects.toThrow(/computerImport/);
    }
  });

  it('is listed, and its lines are paged by what became of them', async () => {
    const { computerImports } = await inventory.as('manager').request(`{
      computerImports(first: 5) { nodes { fileName requestedBy lines(status: REFUSED, first: 2) { nodes { status } pageInfo { hasNextPage } } } }
    }`);
    expect(computerImports.nodes).toHaveLength(5);
    const statements = (first: number) =>
      inventory.countStatements(() =>
        inventory
          .as('manager')
          .request(
            `{ computerImports(first: ${first}) { nodes { id lines(status: REFUSED) { nodes { line message } } } } }`,
          ),
      );
    expect(await statements(2)).toBe(await statements(8));
  });

  it('cannot be stopped once it has ended, nor when it never was', async () => {
    const { id } = await bring(file(machine('K-1')));
    const cancel = (importId: string) =>
      callVerb(inventory.as('technician'), 'cancelComputerImport', 'importRun { id }', { importId });
    expect(await cancel(id)).toEqual(refusedWith('IMPORT_ENDED', 'importId'));
    expect(await cancel('import_none')).toEqual(refusedWith('NOT_FOUND', 'importId'));
  });
});
