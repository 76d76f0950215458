import { table } from '../bench/write-section.ts';
import { percentile } from '../bench-hub/percentile.ts';
import type { Took } from './measure-asking.ts';
import type { Measured, MeasuredDocuments } from './measure-documents.ts';

/** What a request of anybody may take, in milliseconds. */
const LIMITS = { processor: 250, held: 100 } as const;

interface Scale {
  associations: number;
  years: number;
  times: number;
  documents: number;
  seed: number;
}

/** The tables of what was measured: each as what it is of its limit, the median and the worst. */
export function reportOf({ worst, random }: MeasuredDocuments, scale: Scale): string {
  const { associations, years, times, documents, seed } = scale;
  const head = [
    'document',
    'points',
    'ms of processor',
    'of which PostgreSQL',
    '× 250 ms',
    'worst',
    'ms held',
    '× 100 ms',
    'worst',
    'ms `/livez`',
  ];
  const refused = documents - random.length;
  const dearest = random.toSorted((one, other) => worstOf(other) - worstOf(one)).slice(0, 5);
  return [
    `${associations} associations × ${years} years, each of the worst asked ${times} times, always under another name:`,
    table([head, ...worst.toSorted((one, other) => worstOf(other) - worstOf(one)).map(rowOf)]),
    `${documents} random documents (seed ${seed}): ${refused} are more than anybody may ask. Of the others, all together and the five dearest:`,
    table([head, rowOf(together(random)), ...dearest.map(rowOf)]),
  ].join('\n\n');
}

/** Whether the median of each is within its limits. */
export const isWithinLimits = ({ worst, random }: MeasuredDocuments): boolean =>
  [...worst, ...random].every((one) => worstOf(one) <= 1);

const median = ({ took }: Measured, what: keyof Took): number =>
  percentile(
    took.map((one) => one[what]),
    0.5,
  );
const most = ({ took }: Measured, what: keyof Took): number => Math.max(...took.map((one) => one[what]));

/** The larger of both ratios, of the median. */
const worstOf = (one: Measured): number =>
  Math.max(median(one, 'processor') / LIMITS.processor, median(one, 'held') / LIMITS.held);

function rowOf(one: Measured): (string | number)[] {
  const ratios = (what: keyof typeof LIMITS): string[] =>
    [median(one, what), most(one, what)].map((ms) => (ms / LIMITS[what]).toFixed(2));
  return [
    one.title,
    one.points,
    median(one, 'processor').toFixed(0),
    median(one, 'postgresql').toFixed(0),
    ...ratios('processor'),
    median(one, 'held').toFixed(0),
    ...ratios('held'),
    median(one, 'livez').toFixed(0),
  ];
}

const together = (all: readonly Measured[]): Measured => ({
  title: `all ${all.length}`,
  points: percentile(
    all.map(({ points }) => points),
    0.5,
  ),
  took: all.flatMap(({ took }) => took),
});
