import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from '../network/run-process.ts';

/** The commands of a guide's block that has this one among them, without their comments. */
export async function stepsWith(command: string, guide: string): Promise<string[]> {
  const text = await readFile(join(PROJECT, 'docs', guide), 'utf8');
  const blocks = [...text.matchAll(/^ *```sh\n([^]*?)\n *```$/gm)].map(([, block]) =>
    block!.split('\n').map((line) => line.replace(/ +#.*/, '').trim()),
  );
  const found = blocks.filter((lines) => lines.some((line) => line.startsWith(command)));
  if (found.length !== 1) throw new Error(`${found.length} blocks of ${guide} have ${command}.`);
  return found[0]!;
}
