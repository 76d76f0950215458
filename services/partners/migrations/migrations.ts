import type { Migrations } from '../../../packages/platform/database/migrate.ts';
import { FirstYear } from './0001-first-year.ts';
import { OrganisationsThroughTime } from './0010-organisations-through-time.ts';
import { AgreementCycle } from './0011-agreement-cycle.ts';
import { ReportingPeriods } from './0012-reporting-periods.ts';
import { MergedOrganisations } from './0013-merged-organisations.ts';
import { DiscardedReports } from './0014-discarded-reports.ts';
import { Editions } from './0040-editions.ts';
import { Protocol } from './0050-protocol.ts';
import { Enrolment } from './0051-enrolment.ts';
import { Months } from './0052-months.ts';
import { RollupMeaning } from './0053-rollup-meaning.ts';
import { Freshness } from './0054-freshness.ts';
import { HeldEditions } from './0056-held-editions.ts';
import { RoomInRollups } from './0058-room-in-rollups.ts';
import { RollupsOfAssociation } from './0059-rollups-of-association.ts';
import { Challenges } from './0060-challenges.ts';
import { AppendOnlyHistory } from './0070-append-only-history.ts';
import { Refusals } from './0072-refusals.ts';
import { AliasesOfOrganisations } from './0074-aliases-of-organisations.ts';
import { Plausibility } from './0079-plausibility.ts';

export const migrations: Migrations = {
  '0001-first-year': FirstYear,
  '0010-organisations-through-time': OrganisationsThroughTime,
  '0011-agreement-cycle': AgreementCycle,
  '0012-reporting-periods': ReportingPeriods,
  '0013-merged-organisations': MergedOrganisations,
  '0014-discarded-reports': DiscardedReports,
  '0040-editions': Editions,
  '0050-protocol': Protocol,
  '0051-enrolment': Enrolment,
  '0052-months': Months,
  '0053-rollup-meaning': RollupMeaning,
  '0054-freshness': Freshness,
  '0056-held-editions': HeldEditions,
  '0058-room-in-rollups': RoomInRollups,
  '0059-rollups-of-association': RollupsOfAssociation,
  '0060-challenges': Challenges,
  '0070-append-only-history': AppendOnlyHistory,
  '0072-refusals': Refusals,
  '0074-aliases-of-organisations': AliasesOfOrganisations,
  '0079-plausibility': Plausibility,
};
