import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Period } from '../../../calendar/period.ts';
import { yearOf } from '../../slices/seal-state.ts';

/** Which slice is held, without its facts. */
export interface ManifestEntry {
  period: Period;
  part: number;
  epoch: number;
  revision: number;
  digest: string;
  sealed: boolean;
}

/** What is held of one year, with its months and quarters, or of "ever". */
export interface YearOfManifest {
  year: Period;
  /** Equal on both sides exactly where both hold the same. */
  digest: string;
  heads: ManifestEntry[];
}

/** Every slice that is held of an association, by year. */
export async function manifestOf(db: Pick<pg.Pool, 'query'>, association: string): Promise<YearOfManifest[]> {
  return byYear(await headsOf(db, association));
}

/** Every slice that is held of an association, in order. */
export async function headsOf(db: Pick<pg.Pool, 'query'>, association: string): Promise<ManifestEntry[]> {
  const { rows } = await db.query<ManifestEntry>(
    `select period, part, epoch, revision, digest, sealed from slice where association = $1
      order by period collate "C", part`,
    [association],
  );
  return rows;
}

/** As `manifestOf`, with what is known to be held further up in the place of what is held here, where that is newer. */
export async function manifestWithAbove(db: Pick<pg.Pool, 'query'>, association: string): Promise<YearOfManifest[]> {
  const { rows } = await db.query<ManifestEntry>(
    `select distinct on (period collate "C", part) period, part, epoch, revision, digest, sealed
       from (
         select association, period, part, epoch, revision, digest, sealed from slice
         union all select association, period, part, epoch, revision, digest, sealed from held_above
       ) as held
      where association = $1 order by period collate "C", part, sealed desc, epoch desc, revision desc`,
    [association],
  );
  return byYear(rows);
}

function byYear(rows: readonly ManifestEntry[]): YearOfManifest[] {
  return [...Map.groupBy(rows, ({ period }) => yearOf(period))].map(([year, heads]) => ({
    year,
    digest: digestOfYear(heads),
    heads,
  }));
}

/** The name of a head among those of its association. */
export const headName = ({ period, part }: Pick<ManifestEntry, 'period' | 'part'>): string => `${period} ${part}`;

/** Whether two heads are the same: of what is sealed, the number under which it is told does not matter. */
export const isSameHead = (one: ManifestEntry, other: ManifestEntry): boolean => lineOf(one) === lineOf(other);

const lineOf = ({ period, part, epoch, revision, digest, sealed }: ManifestEntry): string =>
  JSON.stringify(sealed ? [period, part, digest] : [period, part, digest, epoch, revision]);

const digestOfYear = (heads: readonly ManifestEntry[]): string =>
  createHash('sha256').update(heads.map(lineOf).join('\n')).digest('hex');
