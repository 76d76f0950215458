import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aPartnersService } from '../testing/partners.ts';
import { readCatalogue } from './read-catalogue.ts';

test('measures are described to everybody, in both languages', async () => {
  const partners = await aPartnersService();
  try {
    const { measures } = await partners
      .as('anonymous')
      .request('{ measures { name unit kind label labelFr definition definitionFr since source protects } }');
    const names = measures.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['structuresStrengthened', 'standardCost', 'costPerFamily']);
    for (const measure of measures) expect(measure.labelFr).not.toBe(measure.label);
  } finally {
    await partners.close();
  }
});

test('the catalogue is read from its file, and its absence says how to make it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
  const file = join(folder, 'measures.json');
  await expect(readCatalogue(file)).rejects.toThrow('npm run schema');
  await writeFile(file, '[{ "name": "funding" }]');
  expect(await readCatalogue(file)).toEqual([{ name: 'funding' }]);
  await rm(folder, { recursive: true });
});
