import { readFile, writeFile } from 'node:fs/promises';
import { inProject } from '../packages/platform/service/project-folder.ts';
import { makeSchemaFiles } from './schema/schema-files.ts';

// npm run schema: writes schema/ from the services' code.
// npm run schema -- --check: fails when what is committed is not what the code says.

const files = Object.entries(await makeSchemaFiles());

if (process.argv.includes('--check')) {
  const stale = await filter(files, async ([name, text]) => (await committed(name)) !== text);
  if (stale.length > 0) {
    console.error(
      `Not what the code says: ${stale.map(([name]) => `schema/${name}`).join(', ')}. Run "npm run schema" and read the difference: it is what clients see.`,
    );
    process.exit(1);
  }
  console.log(`schema/ is what the code says, and composes (${files.length} files).`);
} else {
  for (const [name, text] of files) await writeFile(inProject(`schema/${name}`), text);
  console.log(`Wrote ${files.map(([name]) => `schema/${name}`).join(', ')}.`);
}

function committed(name: string): Promise<string | null> {
  return readFile(inProject(`schema/${name}`), 'utf8').catch(() => null);
}

async function filter<T>(items: T[], keep: (item: T) => Promise<boolean>): Promise<T[]> {
  const kept = await Promise.all(items.map(keep));
  return items.filter((_, index) => kept[index]);
}
