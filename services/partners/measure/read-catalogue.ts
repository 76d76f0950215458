import { readFile } from 'node:fs/promises';
import { inProject } from '../../../packages/platform/service/project-folder.ts';
import type { CataloguedMeasure } from './catalogue.ts';

/** Made from the measures of all services, along with the schema. */
const FILE = inProject('schema/measures.json');

/** The catalogue of the four services' figures; throws, saying how to make it, when it is not there. */
export async function readCatalogue(file = FILE): Promise<CataloguedMeasure[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as CataloguedMeasure[];
  } catch (cause) {
    throw new Error(`${file} is missing or broken: npm run schema makes it.`, { cause });
  }
}
