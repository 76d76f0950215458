import type { Migrations } from '../../kit/database/migrate.ts';
import { ReuseChain } from './0001-reuse-chain.ts';
import { AnswersToCrossings } from './0002-answers-to-crossings.ts';

/** In the order they run. */
export const migrations: Migrations = {
  '0001-reuse-chain': ReuseChain,
  '0002-answers-to-crossings': AnswersToCrossings,
};
