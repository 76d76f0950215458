import type { Outcome, ToldChange } from './operations.ts';
import type { Status } from './status.ts';
import type { Words } from './words.ts';

/** Rows under their headings, in columns as wide as what is in them. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What a command did, or would do, and what was refused. */
export function tellOutcome({ dryRun, changes, looked, refusals }: Outcome, words: Words): string {
  const row = ({ service, action, association, period, part, count }: ToldChange): string[] => [
    service,
    association ?? '',
    part ? `${period} (${words.adjustment} ${part})` : (period ?? ''),
    words[action as keyof Words] ?? action,
    count === null ? '' : String(count),
  ];
  const headings = [words.service, words.association, words.period, words.what, words.many];
  const done = changes.length === 0 ? nothingToDo(looked, words) : table(headings, changes.map(row));
  const refused = tellRefusals(refusals, words);
  if (changes.length === 0 && refused.length > 0) return refused.join('\n');
  return [...(dryRun && changes.length > 0 ? [words.dry] : []), done, ...refused].join('\n');
}

function nothingToDo({ slices, services }: Outcome['looked'], words: Words): string {
  if (services === 0) return words.nothing;
  const heldBy = `${slices} ${slices === 1 ? words.slice : words.held}`;
  return words.lookedAt
    .replace('{slices}', heldBy)
    .replace('{services}', `${services} ${services === 1 ? words.service : words.services}`);
}

/** What several services refuse alike is said once. */
function tellRefusals(refusals: Outcome['refusals'], words: Words): string[] {
  const alike = Map.groupBy(refusals, ({ code, message }) => `${words.isRefused}, ${code}. ${message}`);
  return [...alike].map(([said, by]) => `${by.map(({ service }) => service).join(', ')}: ${said}`);
}

/** How the figures of each service stand. */
export function tellStatus(statuses: readonly Status[], words: Words): string {
  const [{ association, hub, install, epoch }] = statuses as [Status];
  const whose = association === null ? words.hub : `${words.instance} ${association}`;
  const head = `${whose} · ${install ?? '-'} · ${words.epoch} ${epoch}`;
  const above = hub === null ? words.nobody : `→ ${hub}`;
  const rows = statuses.map(({ service, asOf, slices }) => [
    service,
    asOf ? minute(asOf) : '-',
    ...[slices.held, slices.sealed, slices.acknowledged, slices.pending, slices.refused].map(String),
  ]);
  const { service, asOf, held, sealed, acknowledged, pending, refused } = words;
  const services = table([service, asOf, held, sealed, acknowledged, pending, refused], rows);
  return [
    head,
    above,
    '',
    services,
    ...heardTable(statuses, words),
    ...statuses.flatMap((one) => remarks(one, words)),
  ].join('\n');
}

function heardTable(statuses: readonly Status[], words: Words): string[] {
  const rows = statuses.flatMap(({ service, heard }) =>
    heard.map((one) => [one.association, service, minute(one.asOf), minute(one.receivedAt), String(one.slices)]),
  );
  rows.sort(([a], [b]) => a!.localeCompare(b!));
  if (rows.length === 0) return [];
  return ['', table([words.association, words.service, words.asOf, words.received, words.held], rows)];
}

function remarks(status: Status, words: Words): string[] {
  const { service, publicationError, refused, touchedYears, comparedAt, doubted } = status;
  return [
    ...(comparedAt ? [`${service}: ${words.compared} ${minute(comparedAt)}`] : []),
    ...(publicationError ? [`${service}: ${words.failing}: ${publicationError}`] : []),
    ...refused.map(
      ({ association, period, part, code, message }) =>
        `${service}: ${words.refusedBecause}: ${association} ${period}${part ? `.${part}` : ''}, ${code}${message ? `. ${message}` : ''}`,
    ),
    ...doubted.map(
      ({ association, code, message }) => `${service}: ${words.doubts} ${association}, ${code}. ${message}`,
    ),
    ...touchedYears.map(
      ({ year, differences }) => `${service}: ${year} ${words.touched}: ${differences ?? words.unexamined}`,
    ),
  ];
}

/** UTC, to the minute. */
const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');
