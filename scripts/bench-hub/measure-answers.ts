import type { Pool } from 'pg';
import type { GraphQLClient } from 'graphql-request';
import { FRESHNESS, handWritten } from './hand-written.ts';
import { percentile } from './percentile.ts';
import type { ReferenceQuestion } from './reference-questions.ts';

/** Milliseconds of an answer through the graph and of the same by hand. */
export interface AnswerTimes {
  title: string;
  p50: number;
  p99: number;
  byHandP50: number;
  byHandP99: number;
  /** Answers through the graph that were errors: it took too long. */
  failed: number;
}

/** Asks each question so many times, one after the other, through the graph and by hand in turn. */
export async function measureAnswers(
  api: GraphQLClient,
  pool: Pool,
  questions: readonly ReferenceQuestion[],
  times: number,
): Promise<AnswerTimes[]> {
  const graph = questions.map((): number[] => []);
  const hand = questions.map((): number[] => []);
  const failed = questions.map(() => 0);
  for (let round = 0; round < times; round += 1) {
    for (const [i, { document, cases, isAboutFreshness }] of questions.entries()) {
      const { variables, asked } = cases[round % cases.length]!;
      graph[i]!.push(await timed(() => api.request(document, variables).catch(() => (failed[i]! += 1))));
      const byHand = async (): Promise<unknown> => [
        await pool.query(handWritten(asked)),
        isAboutFreshness && (await pool.query(FRESHNESS)),
      ];
      hand[i]!.push(await timed(byHand));
    }
  }
  return questions.map(({ title }, i) => ({
    title,
    p50: percentile(graph[i]!, 0.5),
    p99: percentile(graph[i]!, 0.99),
    byHandP50: percentile(hand[i]!, 0.5),
    byHandP99: percentile(hand[i]!, 0.99),
    failed: failed[i]!,
  }));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
