import type { Migrations } from '../../../packages/platform/database/migrate.ts';
import { ReuseChain } from './0001-reuse-chain.ts';
import { AnswersToCrossings } from './0002-answers-to-crossings.ts';
import { NamesOfMachines } from './0010-names-of-machines.ts';
import { Storages } from './0011-storages.ts';
import { Bench } from './0012-bench.ts';
import { Whereabouts } from './0013-whereabouts.ts';
import { Reservations } from './0014-reservations.ts';
import { Certificates } from './0020-certificates.ts';
import { Transfers } from './0021-transfers.ts';
import { WorkshopHours } from './0022-workshop-hours.ts';
import { DataOfDonors } from './0023-data-of-donors.ts';
import { Imports } from './0030-imports.ts';
import { Editions } from './0040-editions.ts';
import { StruckOut } from './0041-struck-out.ts';
import { Protocol } from './0050-protocol.ts';
import { Months } from './0052-months.ts';
import { RollupMeaning } from './0053-rollup-meaning.ts';
import { Freshness } from './0054-freshness.ts';
import { KindsCount } from './0054-kinds-count.ts';
import { HeldEditions } from './0056-held-editions.ts';
import { RoomInRollups } from './0058-room-in-rollups.ts';
import { RollupsOfAssociation } from './0059-rollups-of-association.ts';
import { Challenges } from './0060-challenges.ts';
import { AppendOnlyHistory } from './0070-append-only-history.ts';
import { Refusals } from './0072-refusals.ts';
import { MergesOfOrganisations } from './0074-merges-of-organisations.ts';
import { TransferredDonors } from './0074-transferred-donors.ts';
import { Plausibility } from './0079-plausibility.ts';

/** In the order they run. */
export const migrations: Migrations = {
  '0001-reuse-chain': ReuseChain,
  '0002-answers-to-crossings': AnswersToCrossings,
  '0010-names-of-machines': NamesOfMachines,
  '0011-storages': Storages,
  '0012-bench': Bench,
  '0013-whereabouts': Whereabouts,
  '0014-reservations': Reservations,
  '0020-certificates': Certificates,
  '0021-transfers': Transfers,
  '0022-workshop-hours': WorkshopHours,
  '0023-data-of-donors': DataOfDonors,
  '0030-imports': Imports,
  '0040-editions': Editions,
  '0041-struck-out': StruckOut,
  '0050-protocol': Protocol,
  '0052-months': Months,
  '0053-rollup-meaning': RollupMeaning,
  '0054-freshness': Freshness,
  '0054-kinds-count': KindsCount,
  '0056-held-editions': HeldEditions,
  '0058-room-in-rollups': RoomInRollups,
  '0059-rollups-of-association': RollupsOfAssociation,
  '0060-challenges': Challenges,
  '0070-append-only-history': AppendOnlyHistory,
  '0072-refusals': Refusals,
  '0074-merges-of-organisations': MergesOfOrganisations,
  '0074-transferred-donors': TransferredDonors,
  '0079-plausibility': Plausibility,
};
