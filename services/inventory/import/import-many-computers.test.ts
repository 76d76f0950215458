import { Client } from 'pg';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import {
  importAt,
  importEnded,
  importSeen,
  JOBS,
  lineByLine,
  sendFile,
  type RunSeen,
} from '../../../packages/imports/testing/import-file.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { aDonation } from '../donation/donation.factory.ts';
import { anInventory, type Inventory } from '../inventory.factory.ts';
import { createInventorySubgraph } from '../subgraph.ts';

const importingWith = (inventory: Inventory) => ({
  api: inventory.as('technician'),
  verb: 'importComputers',
  query: 'computerImport',
});

const machines = (count: number, prefix: string): string =>
  [
    'Asset Tag,Category,Serial,Manufacturer,Model',
    ...Array.from({ length: count }, (_, i) => `${prefix}-${i},Laptop,SN${prefix}${i},Dell,Latitude E6400`),
  ].join('\n');

const countOf = async ({ databaseUrl }: Inventory, prefix: string): Promise<number> => {
  const { rows } = await query(databaseUrl, 'select count(*) as n from inventory.computer where label like $1', [
    `${prefix}-%`,
  ]);
  return Number(rows[0].n);
};

/** Waits until a number of lines has its outcome. */
const progressed = (inventory: Inventory, id: string, lines: number): Promise<void> =>
  importAt(importingWith(inventory), id, ({ done }) => done >= lines);

describe('A large file of machines', () => {
  let inventory: Inventory;
  let donationId: string;
  beforeAll(async () => {
    inventory = await anInventory({ jobs: JOBS });
    donationId = (await aDonation(inventory)).id;
  });
  afterAll(() => inventory.close());
  const send = async (content: string, input: object = {}) =>
    (await sendFile(importingWith(inventory), content, { donationId, ...input })).importRun!;

  it('is taken beside the requests, and shows its progress', async () => {
    const { id } = await send(machines(10_000, 'MANY'));
    const seen: number[] = [];
    for (const awaited of [1, 3_000, 6_000]) {
      await progressed(inventory, id, awaited);
      seen.push((await importSeen(importingWith(inventory), id)).done);
    }
    expect(seen.at(-1)).toBeLessThan(10_000);
    expect(new Set(seen).size).toBe(3);
    const run = await importEnded(importingWith(inventory), id);
    expect(run).toMatchObject({ state: 'DONE', total: 10_000, created: 10_000, refused: 0 });
    expect(await countOf(inventory, 'MANY')).toBe(10_000);
  }, 300_000);

  it('is stopped by whoever cancels it: what was registered stays, and every other line says why it was not', async () => {
    const { id } = await send(machines(1_500, 'STOP'));
    await progressed(inventory, id, 250);
    const { importRun } = await callVerb<{ importRun: RunSeen }>(
      inventory.as('manager'),
      'cancelComputerImport',
      'importRun { state created refused lines(status: REFUSED, first: 1) { nodes { line status code column } } }',
      { importId: id },
    );
    expect(importRun.state).toBe('CANCELLED');
    expect(importRun.created + importRun.refused).toBe(1_500);
    expect(lineByLine(importRun)[0]).toMatch(/REFUSED CANCELLED$/);
    expect(await countOf(inventory, 'STOP')).toBe(importRun.created);
  }, 60_000);

  it('that is all or nothing shows its progress too, and leaves nothing when it is cancelled', async () => {
    const { id } = await send(machines(1_000, 'WHOLE'), { allOrNothing: true });
    await progressed(inventory, id, 250);
    await callVerb(inventory.as('manager'), 'cancelComputerImport', '', { importId: id });
    const run = await importEnded(importingWith(inventory), id);
    expect(run).toMatchObject({ state: 'CANCELLED', created: 0, refused: 1_000 });
    expect(await countOf(inventory, 'WHOLE')).toBe(0);
  }, 60_000);
});

describe('An import that no process takes', () => {
  it('waits, and is taken by the next one that starts; what changed meanwhile is told line by line', async () => {
    const inventory = await anInventory();
    const [open, closed] = [await aDonation(inventory), await aDonation(inventory)];
    const send = async (content: string, donationId: string) =>
      (await sendFile(importingWith(inventory), content, { donationId })).importRun!.id;
    const [taken, refused] = [await send(machines(2, 'A'), open.id), await send(machines(2, 'B'), closed.id)];
    await inventory.closeInventory({ donationId: closed.id, on: '2011-06-15' });
    expect(await importSeen(importingWith(inventory), taken)).toMatchObject({ state: 'WAITING', done: 0 });
    const { loginUrl: databaseUrl, clock } = inventory;
    const next = await createInventorySubgraph({ ...OPTIONS, databaseUrl, clock });
    expect(lineByLine(await importEnded(importingWith(inventory), taken))).toEqual(['2 CREATED', '3 CREATED']);
    expect(lineByLine(await importEnded(importingWith(inventory), refused))).toEqual([
      '2 REFUSED INVENTORY_CLOSED',
      '3 REFUSED INVENTORY_CLOSED',
    ]);
    await next.close();
    await inventory.close();
  });
});

describe('An import whose process fails in the middle of a batch', () => {
  it('is finished by the next process, and registers each machine once', async () => {
    let made = 0;
    const newId = (prefix: string): string => {
      if (prefix === 'computer' && ++made > 400) throw new Error('This process is at its end');
      return newTypeId(prefix);
    };
    const dying = await anInventory({
      jobs: JOBS,
      create: (options) => createInventorySubgraph({ ...options, newId }),
    });
    const { id: donationId } = await aDonation(dying);
    const { id } = (await sendFile(importingWith(dying), machines(600, 'ONCE'), { donationId })).importRun!;
    await progressed(dying, id, 250);
    const { loginUrl: databaseUrl, clock } = dying;
    const next = await createInventorySubgraph({ ...OPTIONS, databaseUrl, clock });
    expect(await importEnded(importingWith(dying), id)).toMatchObject({ state: 'DONE', created: 600, refused: 0 });
    expect(await countOf(dying, 'ONCE')).toBe(600);
    await next.close();
    await dying.close();
  }, 60_000);
});

const OPTIONS = {
  identitySecret: new Uint8Array(32),
  association: 'defis',
  hub: null,
  seat: 'COM-56121',
  newId: newTypeId,
  callPeer: () => Promise.reject(new Error('Inventory calls nobody')),
  jobs: JOBS,
};

async function query(url: string, sql: string, parameters: unknown[] = []) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql, parameters);
  } finally {
    await client.end();
  }
}
