import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import * as before2021 from './changes-before-2021.ts';
import * as since2021 from './changes-since-2021.ts';
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
    JSON.stringify([
      VINTAGE.version,
      before2021,
      since2021,
      PAST_MEMBERSHIPS,
      [...STEADY_SINCE],
      FORMER_REGIONS,
      REGIONS_REDRAWN_ON,
    ]),
  )
  .digest('hex');
