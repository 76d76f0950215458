import type pg from 'pg';
import { dayInParis, monthBefore, monthOf } from '../../calendar/period.ts';

/** When what is told of people of a bundle of periods (`edition.ts`) was counted. */
export interface ToldEdition {
  /** A year, or "ever". */
  bundle: string;
  toldAt: Date;
}

/** A sign of life of an association, and when it was heard. */
export interface Heard {
  association: string;
  asOf: Date;
  /** All of them; those of this instance itself when left out. */
  editions?: readonly ToldEdition[];
  now: Date;
}

/**
 * Notes how fresh an association's figures are: never later than now, nor backwards unless the present side's own clock was,
 * whatever the other's says; whether the month before was told in time; and how old what is told of people is. The same said
 * again, as a hub does of those that are silent, is no sign of life.
 */
export async function hear(db: pg.Pool | pg.ClientBase, heard: Heard): Promise<void> {
  const { association, now } = heard;
  const asOf = heard.asOf < now ? heard.asOf : now;
  const { rows } = await db.query<{ isLatest: boolean }>(
    `insert into heard (association, as_of, received_at) values ($1, $2, $3)
     on conflict (association) do update set
       received_at = case when excluded.as_of > heard.as_of or heard.received_at > $3 then $3 else heard.received_at end,
       as_of = case when heard.as_of > $3 then excluded.as_of else greatest(heard.as_of, excluded.as_of) end
     returning as_of = $2 as "isLatest"`,
    [association, asOf, now],
  );
  // What was noted while this side's clock was ahead was told by no such day.
  await db.query('delete from told_month where association = $1 and told_at > $2', [association, now]);
  await db.query(
    'insert into told_month (association, month, told_at) values ($1, $2, $3) on conflict (association, month) do nothing',
    [association, monthBefore(monthOf(dayInParis(asOf))), now],
  );
  if (!heard.editions) await noteOwnEditions(db, heard);
  else if (rows[0]!.isLatest) await noteEditions(db, heard, heard.editions);
}

const BUNDLE = /^(ever|\d{4})$/;
/** More years than any association is old. */
const MOST_EDITIONS = 200;

async function noteEditions(
  db: pg.Pool | pg.ClientBase,
  { association, now }: Heard,
  editions: readonly ToldEdition[],
): Promise<void> {
  const believed = editions.slice(0, MOST_EDITIONS).filter(({ bundle }) => BUNDLE.test(bundle));
  const bundles = believed.map(({ bundle }) => bundle);
  await db.query('delete from told_edition where association = $1 and bundle <> all($2::text[])', [
    association,
    bundles,
  ]);
  await db.query(
    `insert into told_edition (association, bundle, told_at)
     select distinct on (bundle) $1, bundle, least(told_at, $4)
       from unnest($2::text[], $3::timestamptz[]) as e(bundle, told_at) order by bundle, told_at
     on conflict (association, bundle) do update set told_at = excluded.told_at
      where told_edition.told_at <> excluded.told_at`,
    [association, bundles, believed.map(({ toldAt }) => toldAt), now],
  );
}

async function noteOwnEditions(db: pg.Pool | pg.ClientBase, heard: Heard): Promise<void> {
  const { rows } = await db.query<ToldEdition>('select bundle, told_at as "toldAt" from edition');
  await noteEditions(db, heard, rows);
}
