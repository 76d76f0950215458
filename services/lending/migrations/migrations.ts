import type { Migrations } from '../../kit/database/migrate.ts';
import { Migration0001 } from './0001-first-year.ts';

/** In the order of their names. */
export const migrations: Migrations = { '0001-first-year': Migration0001 };
