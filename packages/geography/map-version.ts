import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { CHANGES } from './changes.ts';
import { PAST_MEMBERSHIPS, STEADY_SINCE } from './epci-history.ts';
import { FORMER_REGIONS, REGIONS_REDRAWN_ON } from './history.ts';

/** The package whose version is the vintage of the official code list. */
const VINTAGE = createRequire(import.meta.url)('@etalab/decoupage-administratif/package.json') as { version: string };

/**
 * Which map this is: another text, SHA-256 in hexadecimal, after each new vintage and each correction of the history. For
 * whoever kept what lies in what.
 */
export const MAP_VERSION: string = createHash('sha256')
  .update(
    JSON.stringify([VINTAGE.version, CHANGES, PAST_MEMBERSHIPS, [...STEADY_SINCE], FORMER_REGIONS, REGIONS_REDRAWN_ON]),
  )
  .digest('hex');
