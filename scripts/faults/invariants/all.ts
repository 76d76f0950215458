import { associationsTellWhatTheyDid, hubsHoldWhatIsTold, machinesAreCountedByTheCalendar } from './convergence.ts';
import type { Invariant } from './invariant.ts';
import { laddersKeepSums, rollupsAreSums, unionsLieInIntervals } from './sums.ts';
import { nobodyCountsTwice, strangersLeaveNothing } from './strangers.ts';
import { anyOrderIsTheSame, canariesStayHome, smallGroupsStayHome } from './wire.ts';

/** Checked after each run, in this order; 4, 5, 12 and 18 are watched while it happens, 19 is the bound of its healing. */
export const INVARIANTS: readonly Invariant[] = [
  hubsHoldWhatIsTold,
  associationsTellWhatTheyDid,
  machinesAreCountedByTheCalendar,
  rollupsAreSums,
  unionsLieInIntervals,
  laddersKeepSums,
  smallGroupsStayHome,
  canariesStayHome,
  nobodyCountsTwice,
  strangersLeaveNothing,
  anyOrderIsTheSame,
];
