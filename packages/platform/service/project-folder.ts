import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of this program's package.json, whether it runs from its sources or compiled in `dist/`. */
const PROJECT = dirname(findPackageJSON(import.meta.url)!);

/** The absolute path of a file that comes with the program, from whatever folder the process was started. */
export const inProject = (path: string): string => join(PROJECT, path);
