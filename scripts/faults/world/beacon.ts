import type { Client } from 'pg';
import { collect, type Association } from './rows.ts';

/** Where and when beacons are collected, and nothing else ever is. */
export const BEACON = { commune: 'COM-56185', collectedOn: '2024-06-30', readyOn: null };
export const BEACON_MONTH = '2024-06';
const FIRST = 900_000;
/** What changes nothing of a beacon. */
export const NO_BEACON = `right(computer_id, 6) < '${FIRST}'`;

/** A machine that stays as it is: a hub that has heard of what came later has counted it. */
export const light = (db: Client, association: Association, n: number): Promise<void> =>
  collect(db, association, [{ n: FIRST + n, ...BEACON }]);
