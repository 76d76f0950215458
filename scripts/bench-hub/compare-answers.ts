import type { Pool } from 'pg';
import type { GraphQLClient } from 'graphql-request';
import { FRESHNESS, handWritten, type HandRead } from './hand-written.ts';
import type { ReferenceQuestion } from './reference-questions.ts';

interface Figure {
  atLeast: number | null;
  atMost: number | null;
  status: string;
}

type Part = Record<string, unknown> & { association?: { id: string }; territory?: { code: string }; period?: string };

const SLACK = 1e-4;

/** How many figures are the same through the graph and by hand, and each that is not, in words. */
export interface Compared {
  same: number;
  different: string[];
}

/** Asks everything of the graph and by hand. To be called when nothing is being written. */
export async function compareAnswers(
  api: GraphQLClient,
  pool: Pool,
  questions: readonly ReferenceQuestion[],
): Promise<Compared> {
  const compared: Compared = { same: 0, different: [] };
  for (const question of questions) {
    for (const one of question.cases) {
      await compareOne(api, pool, question, one, compared).catch((error: Error) =>
        compared.different.push(`${question.title}: ${error.message.slice(0, LONGEST_ERROR)}`),
      );
    }
  }
  return compared;
}

const LONGEST_ERROR = 200;

async function compareOne(
  api: GraphQLClient,
  pool: Pool,
  { title, document, isAboutFreshness }: ReferenceQuestion,
  { variables, asked }: ReferenceQuestion['cases'][number],
  compared: Compared,
): Promise<void> {
  const { impact } = await api.request<{ impact: Part }>(document, variables);
  const read = await pool.query<HandRead>(handWritten(asked));
  const byHand = new Map(read.rows.map((row) => [`${row.key} ${row.measure}`, row]));
  for (const [key, name, figure] of figuresOf(impact, asked.by)) {
    const other = byHand.get(`${key} ${name}`);
    if (isSame(figure, other, Boolean(asked.isInside))) compared.same += 1;
    else
      compared.different.push(`${title}: ${name} ${key} ${JSON.stringify(figure)}, by hand ${JSON.stringify(other)}`);
  }
  if (isAboutFreshness) compared.same += await compareFreshness(impact, pool);
}

function figuresOf(impact: Part, by: string | null): [string, string, Figure][] {
  const parts = (impact['over'] ?? impact['byAssociation'] ?? impact['byTerritory'] ?? [impact]) as Part[];
  return parts.flatMap((part) => {
    const key = by === null ? '' : (part.association?.id ?? part.territory?.code ?? part.period!);
    return Object.entries(part)
      .filter((entry): entry is [string, Figure] => (entry[1] as Partial<Figure> | null)?.atLeast !== undefined)
      .map(([name, figure]): [string, string, Figure] => [key, name, figure]);
  });
}

function isSame({ atLeast, atMost, status }: Figure, read: HandRead | undefined, isLowerBoundOnly: boolean): boolean {
  const { at_least = 0, at_most = 0, hidden = 0 } = read ?? {};
  if (status === 'PROTECTED') return at_most === 0 && (hidden > 0 || isLowerBoundOnly);
  const isClose = (one: number | null, other: number): boolean => one !== null && Math.abs(one - other) < SLACK;
  return isClose(atLeast, at_least) && (isLowerBoundOnly || hidden > 0 || isClose(atMost, at_most));
}

async function compareFreshness(impact: Part, pool: Pool): Promise<number> {
  const { late, ...told } = impact['completeness'] as Record<string, number> & { late: unknown[] };
  const { rows } = await pool.query<Record<string, string>>(FRESHNESS);
  const isEqual = Object.entries(told).every(([name, count]) => Number(rows[0]![name]) === count);
  if (!isEqual || late.length !== told['expected']! - told['upToDate']!)
    throw new Error(`completeness is ${JSON.stringify(told)}, by hand ${JSON.stringify(rows[0])}`);
  return Object.keys(told).length;
}
