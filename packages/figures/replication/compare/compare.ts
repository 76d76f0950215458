import type pg from 'pg';
import { raiseEpoch } from '../install/raise-epoch.ts';
import { askDigests, askHeads } from './ask-manifest.ts';
import type { DryRun } from '../../slices/dry-run.ts';
import { noteCompared } from '../install/incarnation.ts';
import { heldAbove, isNewer, noteAbove } from './held-above.ts';
import { headName, headsOf, isSameHead, manifestOf, type ManifestEntry, type YearOfManifest } from './manifest.ts';
import type { Measure } from '../../measures/measure.ts';
import type { Publisher } from '../publish/publish-slices.ts';
import { retract } from './retract.ts';
import { yearOf } from '../../slices/seal-state.ts';
import { takeBack } from './take-back.ts';

/** What comparing rests on; a hub (no association) compares every association that it passes on. */
export interface Comparing extends Publisher {
  seat: string | null;
  measures: readonly Measure[];
}

/** Which slice differs. */
export interface ComparedSlice {
  association: string;
  period: string;
  part: number;
}

/** What a comparison with the hub above found, and did unless it was dry. */
export interface CompareReport extends DryRun {
  hub: string;
  /** How many associations were compared, and how many slices are the same on both sides or on their way. */
  associations: number;
  same: number;
  /** Missing at the hub, or another one there: sent again. */
  sentAgain: ComparedSlice[];
  /** Held by the hub and unknown here: told to be empty. */
  retracted: ComparedSlice[];
  /** Sealed at the hub and lost or unsealed here: taken back as this association signed it. */
  takenBack: ComparedSlice[];
  /** Sealed at the hub and lost here, but signed by no key of ours: an operator has to look. */
  unverified: ComparedSlice[];
  /** Held by the hub, lost or unknown here and left alone: not ours to overtake or retract, or nothing at all is told here yet. */
  foreign: ComparedSlice[];
}

/** Compares what this side holds with what the hub above holds, and mends what differs. Throws when the hub does not answer. */
export async function compareFigures(comparing: Comparing, { dryRun }: DryRun): Promise<CompareReport> {
  const { pool, clock, upstream, association } = comparing;
  const report: CompareReport = {
    dryRun,
    hub: upstream.url,
    associations: 0,
    same: 0,
    sentAgain: [],
    retracted: [],
    takenBack: [],
    unverified: [],
    foreign: [],
  };
  const compared = association === null ? await associationsOf(pool) : [association];
  let incarnation: string | null = null;
  for (const one of compared) incarnation = await compareOne(comparing, one, report);
  if (!dryRun && incarnation !== null) await noteCompared(pool, upstream.url, incarnation, clock.now());
  return report;
}

async function associationsOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ association: string }>('select distinct association from slice order by 1');
  return rows.map(({ association }) => association);
}

/** Digests of years first: ten years that are the same cost one short answer. */
async function compareOne(comparing: Comparing, association: string, report: CompareReport): Promise<string> {
  const { pool, upstream } = comparing;
  const ours = await manifestOf(pool, association);
  const theirs = await askDigests(comparing, association);
  const years = differing(ours, theirs.years);
  report.associations++;
  report.same += ours.filter(({ year }) => !years.includes(year)).reduce((sum, { heads }) => sum + heads.length, 0);
  const isOurs = association === comparing.association;
  const held = years.length > 0 ? await askHeads(comparing, association, years) : [];
  if (!report.dryRun) await (isOurs ? overtake(comparing, association, held) : learn(pool, association, held));
  if (years.length > 0) {
    const own = ours.filter(({ year }) => years.includes(year)).flatMap(({ heads }) => heads);
    const due = await dueAt(pool, upstream.url, association);
    await settle(
      comparing,
      sort({ own, held, due, isOurs, mayRetract: isOurs && ours.length > 0 }),
      association,
      report,
    );
  }
  return theirs.incarnation;
}

/** Whatever the hub holds, what this association says from now on is newer. */
async function overtake({ pool }: Comparing, association: string, held: readonly ManifestEntry[]): Promise<void> {
  const { rows } = await pool.query<{ epoch: number }>('select epoch from install');
  const epoch = rows[0]?.epoch ?? 1;
  // Read again: what was told since the comparison began is not newer there than here.
  const own = new Map((await headsOf(pool, association)).map((head) => [headName(head), head]));
  const isAhead = (theirs: ManifestEntry): boolean => {
    const ours = own.get(headName(theirs));
    return !theirs.sealed && (theirs.epoch > epoch || (ours !== undefined && isNewer(theirs, ours)));
  };
  const ahead = held.filter(isAhead).map((theirs) => theirs.epoch);
  if (ahead.length > 0) await raiseEpoch(pool, { association, above: Math.max(...ahead) });
}

/** What a hub and an association have both lost is the association's to overtake or retract: it is remembered for it. */
async function learn(pool: pg.Pool, association: string, held: readonly ManifestEntry[]): Promise<void> {
  await noteAbove(pool, association, heldAbove(held, await headsOf(pool, association)));
}

function differing(ours: readonly YearOfManifest[], theirs: readonly { year: string; digest: string }[]): string[] {
  const digests = new Map(theirs.map(({ year, digest }) => [year, digest]));
  const own = new Map(ours.map(({ year, digest }) => [year, digest]));
  return [...new Set([...own.keys(), ...digests.keys()])].filter((year) => own.get(year) !== digests.get(year)).sort();
}

/** Slices that the next publication brings anyway. */
async function dueAt(pool: pg.Pool, hub: string, association: string): Promise<Set<string>> {
  const { rows } = await pool.query<{ period: string; part: number }>(
    `select period, part from slice s where association = $2 and not exists (
       select from acknowledgement a where a.hub = $1 and a.association = s.association and a.period = s.period
          and a.part = s.part and (a.epoch, a.revision) = (s.epoch, s.revision) and a.refused_at is null)`,
    [hub, association],
  );
  return new Set(rows.map(headName));
}

interface Sorted {
  same: number;
  sendAgain: ManifestEntry[];
  /** Known to the hub only. */
  gone: ManifestEntry[];
  /** Sealed at the hub, and lost or unsealed here. */
  lost: ManifestEntry[];
  foreign: ManifestEntry[];
}

interface Sides {
  own: readonly ManifestEntry[];
  held: readonly ManifestEntry[];
  due: ReadonlySet<string>;
  isOurs: boolean;
  /** Not where nothing at all is told: this side was just installed, and its operations are still to come. */
  mayRetract: boolean;
}

/** What is to become of each slice that both sides do not hold alike. */
function sort({ own, held, due, isOurs, mayRetract }: Sides): Sorted {
  const here = new Map(own.map((head) => [headName(head), head]));
  const there = new Map(held.map((head) => [headName(head), head]));
  const sorted: Sorted = { same: 0, sendAgain: [], gone: [], lost: [], foreign: [] };
  for (const [name, theirs] of there) {
    const ours = here.get(name);
    if (ours && isSameHead(ours, theirs)) sorted.same++;
    else if (theirs.sealed && isOurs) sorted.lost.push(theirs);
    else if (ours && !isOurs && isNewer(theirs, ours)) sorted.foreign.push(theirs);
    else if (ours && due.has(name)) sorted.same++;
    else if (ours) sorted.sendAgain.push(ours);
    else sorted[mayRetract ? 'gone' : 'foreign'].push(theirs);
  }
  for (const [name, ours] of here) {
    if (there.has(name)) continue;
    if (due.has(name)) sorted.same++;
    else sorted.sendAgain.push(ours);
  }
  return sorted;
}

async function settle(
  comparing: Comparing,
  { same, sendAgain, gone, lost, foreign }: Sorted,
  association: string,
  report: CompareReport,
): Promise<void> {
  const { pool, upstream } = comparing;
  const named = ({ period, part }: ManifestEntry): ComparedSlice => ({ association, period, part });
  const isMine = new Set<string>();
  for (const year of new Set(lost.map(({ period }) => yearOf(period)))) {
    const own = lost.filter(({ period }) => yearOf(period) === year);
    for (const name of await takeBack(comparing, { year, heads: own, dryRun: report.dryRun })) isMine.add(name);
  }
  report.same += same;
  report.sentAgain.push(...sendAgain.map(named));
  report.retracted.push(...gone.map(named));
  report.foreign.push(...foreign.map(named));
  report.takenBack.push(...lost.filter((head) => isMine.has(headName(head))).map(named));
  report.unverified.push(...lost.filter((head) => !isMine.has(headName(head))).map(named));
  if (report.dryRun) return;
  await forget(pool, upstream.url, association, sendAgain);
  await retract(comparing, gone);
}

/** Forgets that the hub has acknowledged these, so that they are sent again. */
async function forget(pool: pg.Pool, hub: string, association: string, heads: readonly ManifestEntry[]): Promise<void> {
  await pool.query(
    `delete from acknowledgement using unnest($3::text[], $4::int[]) as gone (period, part)
      where hub = $1 and association = $2 and acknowledgement.period = gone.period and acknowledgement.part = gone.part`,
    [hub, association, heads.map(({ period }) => period), heads.map(({ part }) => part)],
  );
}

/** What sending everything again came to, or would. */
export interface RepublishReport extends DryRun {
  /** How many slices are sent again. */
  slices: number;
}

/** Forgets what the hub has acknowledged: everything is sent again, whatever the hub holds. */
export async function republishFigures(
  { pool, upstream }: Pick<Publisher, 'pool' | 'upstream'>,
  { dryRun }: DryRun,
): Promise<RepublishReport> {
  const verb = dryRun ? 'select from' : 'delete from';
  const { rowCount } = await pool.query(`${verb} acknowledgement where hub = $1`, [upstream.url]);
  return { dryRun, slices: rowCount ?? 0 };
}
