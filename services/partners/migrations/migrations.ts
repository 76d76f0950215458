import type { Migrations } from '../../kit/database/migrate.ts';
import { FirstYear } from './0001-first-year.ts';

export const migrations: Migrations = { '0001-first-year': FirstYear };
