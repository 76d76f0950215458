import { GraphQLError } from 'graphql';
import type { Clock } from '../../calendar/clock.ts';

/** As long as the gateway has a client wait (`gateway/limits`): what takes longer is made for nobody. */
const WAITED_FOR_MS = 30_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * Makes a document that takes many questions once those before it are made: one at a time in a process, whoever asks for
 * how many. The work calls `goOn` between its steps. Throws `TIMEOUT` once nobody waits for it any more.
 */
export function takeTurn<T>(clock: Clock, work: (goOn: () => void) => Promise<T>): Promise<T> {
  const asked = clock.now().getTime();
  const goOn = (): void => {
    if (clock.now().getTime() - asked > WAITED_FOR_MS) throw tooLate();
  };
  const turn = last.then(() => {
    goOn();
    return work(goOn);
  });
  last = turn.catch(() => {});
  return turn;
}

const tooLate = (): GraphQLError =>
  new GraphQLError(
    'The document took too long to make: ask for less. / Le document prend trop de temps : demandez-en moins.',
    {
      extensions: { code: 'TIMEOUT' },
    },
  );
