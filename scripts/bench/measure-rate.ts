import { Pool } from 'undici';

/** How a server is asked: an address, and the body of each request in turn. */
export interface Load {
  url: string;
  headers: Record<string, string>;
  bodies: string[];
}

const CONNECTIONS = 10;
const WARM_UP_MS = 1_000;
const MEASURED_MS = 3_000;

/**
 * Requests answered per second on ten connections, each asking the next of the shuffled bodies when it has its answer.
 * Throws at an answer that is not 200 or holds an error, which would only look fast.
 */
export async function measureRate({ url, headers, bodies }: Load): Promise<number> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: CONNECTIONS });
  const queue = shuffled(bodies);
  let next = 0;
  let answered = 0;
  const ask = async (until: number): Promise<void> => {
    while (Date.now() < until) {
      const body = queue[next++ % queue.length]!;
      const { statusCode, body: stream } = await pool.request({ method: 'POST', path: pathname, headers, body });
      const answer = await stream.text();
      if (statusCode !== 200 || answer.includes('"errors":['))
        throw new Error(`${url} answered ${statusCode}: ${answer.slice(0, 300)}`);
      answered++;
    }
  };
  const round = (ms: number): Promise<unknown> => {
    const until = Date.now() + ms;
    return Promise.all(Array.from({ length: CONNECTIONS }, () => ask(until)));
  };
  try {
    await round(WARM_UP_MS);
    answered = 0;
    const from = performance.now();
    await round(MEASURED_MS);
    return answered / ((performance.now() - from) / 1000);
  } finally {
    await pool.close();
  }
}

/** Always in the same order: Fisher–Yates with a small generator of numbers that look random. */
function shuffled<T>(list: readonly T[]): T[] {
  const result = [...list];
  let seed = 20111231;
  for (let index = result.length - 1; index > 0; index -= 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = seed % (index + 1);
    [result[index], result[other]] = [result[other]!, result[index]!];
  }
  return result;
}
