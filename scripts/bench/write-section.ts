import { readFile, writeFile } from 'node:fs/promises';
import { inProject } from '../../packages/platform/service/project-folder.ts';

const FILE = inProject('docs/benchmarks.md');

/** Puts what a command measured in its place in docs/benchmarks.md, between `<!-- name -->` and `<!-- /name -->`. */
export async function writeSection(name: string, text: string): Promise<void> {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const page = await readFile(FILE, 'utf8');
  const [before, rest] = page.split(open);
  const after = rest?.split(close)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${FILE} has no place for ${name}: ${open} ${close}`);
  await writeFile(FILE, `${before}${open}\n\n${text.trim()}\n\n${close}${after}`);
}

/** A table in Markdown; the first row is its head. */
export function table([head, ...rows]: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(head!), line(head!.map(() => '---')), ...rows.map(line)].join('\n');
}
