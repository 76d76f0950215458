import type { Migrations } from '../../../packages/platform/database/migrate.ts';
import { Migration0001 } from './0001-first-year.ts';
import { Migration0010 } from './0010-loan-cycle.ts';
import { Migration0020 } from './0020-household-life.ts';
import { Migration0021 } from './0021-eligibility.ts';
import { Migration0022 } from './0022-reminders.ts';
import { Migration0023 } from './0023-signed-agreements.ts';
import { Migration0024 } from './0024-forget-signed.ts';
import { Migration0025 } from './0025-organisation-contacts.ts';
import { Migration0026 } from './0026-open-faults.ts';
import { ForgottenWhole } from './0028-forgotten-whole.ts';
import { Migration0030 } from './0030-imports.ts';
import { ForgottenImports } from './0038-forgotten-imports.ts';
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
import { MergesOfOrganisations } from './0074-merges-of-organisations.ts';
import { Override } from './0076-override.ts';
import { Retention } from './0076-retention.ts';
import { Plausibility } from './0079-plausibility.ts';

/** In the order of their names. */
export const migrations: Migrations = {
  '0001-first-year': Migration0001,
  '0010-loan-cycle': Migration0010,
  '0020-household-life': Migration0020,
  '0021-eligibility': Migration0021,
  '0022-reminders': Migration0022,
  '0023-signed-agreements': Migration0023,
  '0024-forget-signed': Migration0024,
  '0025-organisation-contacts': Migration0025,
  '0026-open-faults': Migration0026,
  '0028-forgotten-whole': ForgottenWhole,
  '0030-imports': Migration0030,
  '0038-forgotten-imports': ForgottenImports,
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
  '0072-refusals': Refusals,
  '0074-merges-of-organisations': MergesOfOrganisations,
  '0076-override': Override,
  '0076-retention': Retention,
  '0079-plausibility': Plausibility,
};
