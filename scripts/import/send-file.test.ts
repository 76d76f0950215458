import { aDonation } from '../../services/inventory/donation/donation.factory.ts';
import { anInventory, type Inventory } from '../../services/inventory/inventory.factory.ts';
import { JOBS } from '../../packages/imports/testing/import-file.ts';
import { isKind, sendFile, toldLines, type ToldLine } from './send-file.ts';

describe('A file sent from the command line', () => {
  let inventory: Inventory;
  beforeAll(async () => void (inventory = await anInventory({ jobs: JOBS })));
  afterAll(() => inventory.close());

  const send = async (lines: string[], dryRun: boolean) => {
    const api = inventory.as('technician');
    const { id: donationId } = await aDonation(inventory);
    const content = Buffer.from(['Asset Tag,Category', ...lines].join('\n')).toString('base64');
    const seen: number[] = [];
    const input = { fileName: 'machines.csv', content, dryRun, allOrNothing: false, donationId };
    const run = await sendFile(api, 'computers', input, ({ done }) => void seen.push(done));
    const told: ToldLine[] = [];
    for await (const line of toldLines(api, 'computers', run.id)) told.push(line);
    return { run, seen, told };
  };

  it('is followed until it has been taken, and every refused line is told', async () => {
    const lines = Array.from({ length: 150 }, (_, i) => `PC-${i},${i < 120 ? 'Grille-pain' : 'Portable'}`);
    const { run, seen, told } = await send(lines, true);
    expect(run).toMatchObject({ state: 'DONE', isDryRun: true, created: 30, refused: 120 });
    expect(seen.at(-1)).toBe(150);
    expect(told).toHaveLength(120);
    expect(told[0]).toMatchObject({
      line: 2,
      code: 'UNKNOWN_WORD',
      column: 'Category',
      message: expect.stringMatching(/compris/),
    });
  });

  it('is refused as a whole with a sentence when it is none of its kind', async () => {
    await expect(send([], false)).resolves.toMatchObject({ run: { total: 0 } });
    const input = { fileName: 'x', content: '', dryRun: true, allOrNothing: false, donationId: 'donation_none' };
    await expect(sendFile(inventory.as('technician'), 'computers', input, () => {})).rejects.toThrow('NOT_FOUND : ');
  });

  it('has a kind that the graph knows', () => {
    expect([isKind('computers'), isKind('loans'), isKind(undefined)]).toEqual([true, false, false]);
  });
});
