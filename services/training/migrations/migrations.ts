import type { Migrations } from '../../../packages/platform/database/migrate.ts';
import { Migration0001 } from './0001-first-year.ts';
import { Migration0010 } from './0010-visas-to-payment.ts';
import { Migration0011 } from './0011-pathways.ts';
import { Migration0012 } from './0012-registers-and-calendars.ts';
import { AliasesOfPeople } from './0013-aliases-of-people.ts';
import { ClosedPlaces } from './0014-closed-places.ts';
import { Migration0030 } from './0030-imports.ts';
import { Editions } from './0040-editions.ts';
import { Protocol } from './0050-protocol.ts';
import { Months } from './0052-months.ts';
import { RollupMeaning } from './0053-rollup-meaning.ts';
import { Freshness } from './0054-freshness.ts';
import { HeldEditions } from './0056-held-editions.ts';
import { RoomInRollups } from './0058-room-in-rollups.ts';
import { RollupsOfAssociation } from './0059-rollups-of-association.ts';
import { Challenges } from './0060-challenges.ts';
import { AppendOnlyHistory } from './0070-append-only-history.ts';
import { Refusals } from './0072-refusals.ts';
import { Homes } from './0072-homes.ts';
import { MergesOfOrganisations } from './0074-merges-of-organisations.ts';
import { Plausibility } from './0079-plausibility.ts';

/** In the order of their names. */
export const migrations: Migrations = {
  '0001-first-year': Migration0001,
  '0010-visas-to-payment': Migration0010,
  '0011-pathways': Migration0011,
  '0012-registers-and-calendars': Migration0012,
  '0013-aliases-of-people': AliasesOfPeople,
  '0014-closed-places': ClosedPlaces,
  '0030-imports': Migration0030,
  '0040-editions': Editions,
  '0050-protocol': Protocol,
  '0052-months': Months,
  '0053-rollup-meaning': RollupMeaning,
  '0054-freshness': Freshness,
  '0056-held-editions': HeldEditions,
  '0058-room-in-rollups': RoomInRollups,
  '0059-rollups-of-association': RollupsOfAssociation,
  '0060-challenges': Challenges,
  '0070-append-only-history': AppendOnlyHistory,
  '0072-homes': Homes,
  '0072-refusals': Refusals,
  '0074-merges-of-organisations': MergesOfOrganisations,
  '0079-plausibility': Plausibility,
};
