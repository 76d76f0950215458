import { table } from '../bench/write-section.ts';
import type { Compared } from './compare-answers.ts';
import type { TableSize } from './database-figures.ts';
import type { Filled } from './fill-year.ts';
import type { Ingested } from './ingest.ts';
import type { AnswerTimes } from './measure-answers.ts';
import type { Way } from './measure-floor.ts';
import { percentile } from './percentile.ts';
import type { Age, Scale } from './run-bench.ts';

/** Everything that was measured. */
export interface Findings {
  scale: Scale;
  filled: readonly Filled[];
  ages: readonly Age[];
  ingested: Ingested;
  answers: readonly AnswerTimes[];
  quiet: readonly AnswerTimes[];
  compared: Compared;
  sizes: readonly TableSize[];
  upkeep: { vacuums: number; updates: number; hot: number };
  ways: readonly Way[];
}

const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const MB = 1e6;
const SHOWN = 5;

/** The findings as a page tells them. */
export function reportOf(findings: Findings): string {
  return [
    scalePart(findings),
    agePart(findings),
    liveIngestPart(findings),
    answerPart(findings),
    diskPart(findings),
  ].join('\n\n');
}

function scalePart({ scale, filled, ages }: Findings): string {
  const total = (of: (each: Filled) => number): number => filled.reduce((sum, each) => sum + of(each), 0);
  const slices = total((each) => each.slices);
  const seconds = total((each) => each.seconds);
  const [facts] = [total((each) => each.facts)];
  return `${scale.associations} associations × ${scale.years} years: ${(slices / 1e3).toFixed(0)} thousand slices with ${(facts / 1e6).toFixed(2)} million facts
and ${ages.at(-1)!.millions.toFixed(1)} million rollups, loaded in process at ${(slices / seconds).toFixed(0)} slices/s, an association's year of a service in one transaction.`;
}

function agePart({ ages }: Findings): string {
  const rows = ages.flatMap(({ year, millions, fresh, revised }) =>
    (
      [
        ['new', fresh, ages[0]!.fresh],
        ['revised', revised, ages[0]!.revised],
      ] as const
    ).map(([what, cost, first]) => [
      year,
      millions.toFixed(1),
      what,
      cost.perSecond.toFixed(0),
      ms(cost.latency),
      ms(cost.hubCpu),
      ms(cost.postgresCpu),
      (cost.walBytes / 1e3).toFixed(0),
      ((cost.hubCpu + cost.postgresCpu) / (first.hubCpu + first.postgresCpu)).toFixed(2),
    ]),
  );
  return `What a slice costs through the API as the database grows, four associations sending at the same time, a commit for each slice:

${table([['after', 'million rollups', 'slices', 'slices/s', 'ms each', 'ms of processor, hub', 'PostgreSQL', 'kB of log', 'processor × first year'], ...rows])}`;
}

function liveIngestPart({ ingested, ages, ways }: Findings): string {
  const { slices, seconds, perSlice, again } = ingested;
  const last = ages.at(-1)!.fresh;
  const floor = ways[0]!;
  const rows = [
    ...ways.map(({ title, perSecond, postgresCpu }) => [
      title,
      perSecond.toFixed(0),
      ms(postgresCpu),
      (floor.perSecond / perSecond).toFixed(1),
    ]),
    ['through the API', last.perSecond.toFixed(0), ms(last.postgresCpu), (floor.perSecond / last.perSecond).toFixed(1)],
  ];
  return `New slices at the last age, and what the guarantees cost:

${table([['stored', 'slices/s', 'ms of PostgreSQL each', 'times the floor'], ...rows])}

While the questions below were asked, revised slices came in at ${(slices / seconds).toFixed(0)} a second, ${ms(percentile(perSlice, 0.5))} ms each (p99 ${ms(percentile(perSlice, 0.99))} ms); ${again} messages had to be sent again.`;
}

function answerPart({ answers, quiet, compared, scale }: Findings): string {
  const rows = answers.map(({ title, p50, p99, byHandP50, byHandP99, failed }, i) => [
    failed > 0 ? `${title} (${failed} failed)` : title,
    ms(p50),
    ms(p99),
    ms(byHandP50),
    ms(byHandP99),
    (p50 / byHandP50).toFixed(1),
    ms(quiet[i]!.p50),
    ms(quiet[i]!.byHandP50),
  ]);
  return `Milliseconds of an answer through the gateway, and of one SQL statement written by hand for it, ${scale.times} times each while slices came in, then while nothing did:

${table([['question', 'p50', 'p99', 'by hand p50', 'by hand p99', 'p50 × by hand', 'quiet p50', 'quiet by hand'], ...rows])}

${compared.same} figures were compared afterwards and were the same, ${compared.different.length} were not.${compared.different
    .slice(0, SHOWN)
    .map((line) => `\n- ${line}`)
    .join('')}`;
}

function diskPart({ sizes, upkeep, scale }: Findings): string {
  const bytes = sizes.reduce((sum, each) => sum + each.bytes, 0);
  const rows = sizes.map((each) => [
    each.table,
    (each.rows / 1e6).toFixed(2),
    (each.bytes / MB).toFixed(0),
    (each.ofWhichIndexes / MB).toFixed(0),
    (each.bytes / each.rows).toFixed(0),
    ((100 * each.deadRows) / each.rows).toFixed(1),
  ]);
  return `Disk: ${(bytes / MB / scale.associations / scale.years).toFixed(2)} MB for an association's year.

${table([['table', 'million rows', 'MB', 'of which indexes', 'bytes a row', 'dead, %'], ...rows])}

Autovacuum went over the rollups ${upkeep.vacuums} times; of ${(upkeep.updates / 1e6).toFixed(2)} million updates of a rollup ${((100 * upkeep.hot) / upkeep.updates).toFixed(0)} % stayed on their page.`;
}
