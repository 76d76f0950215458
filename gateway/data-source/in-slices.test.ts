import { inSlices } from './in-slices.ts';
import type { Fetch, FetchResult } from './subgraph-source.ts';

const QUERY = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { id } }';
const asked = (count: number): Fetch => ({
  query: QUERY,
  variables: { representations: Array.from({ length: count }, (_, id) => ({ id })) },
});
const representationsOf = ({ variables }: Fetch) => variables!['representations'] as { id: number }[];
const answered = (fetch: Fetch): FetchResult => ({ data: { _entities: representationsOf(fetch).map(({ id }) => id) } });

describe('A fetch of many entities', () => {
  it('is sent a slice at a time, and answered as one', async () => {
    const sizes: number[] = [];
    const { data, errors } = await inSlices(
      asked(1_000),
      async (fetch) => {
        sizes.push(representationsOf(fetch).length);
        return answered(fetch);
      },
      undefined,
    );
    expect(sizes).toEqual([300, 300, 300, 100]);
    expect(data!['_entities']).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
    expect(errors).toBeUndefined();
  });

  it('is sent in smaller slices where each entity is asked for more', async () => {
    const sizes: number[] = [];
    const query = QUERY.replace('id }', `${'figure { value } '.repeat(40)} }`);
    await inSlices(
      { ...asked(250), query },
      async (fetch) => {
        sizes.push(representationsOf(fetch).length);
        return answered(fetch);
      },
      undefined,
    );
    expect(sizes).toEqual([100, 100, 50]);
  });

  it('keeps errors at their entity, and leaves empty what was not answered', async () => {
    const { data, errors } = await inSlices(
      asked(700),
      async (fetch) => {
        if (representationsOf(fetch)[0]!.id !== 300) return answered(fetch);
        return { data: null, errors: [{ message: 'no', path: ['_entities', 7, 'id'] }] };
      },
      undefined,
    );
    expect(errors!.map(({ path }) => path)).toEqual([['_entities', 307, 'id']]);
    expect((data!['_entities'] as unknown[]).slice(299, 302)).toEqual([299, null, null]);
    expect(data!['_entities']).toHaveLength(700);
  });

  it('lets other work in between two slices', async () => {
    let others = 0;
    let isDone = false;
    const work = (): void => {
      others += 1;
      if (!isDone) setImmediate(work);
    };
    setImmediate(work);
    await inSlices(asked(3_000), async (fetch) => answered(fetch), undefined);
    isDone = true;
    expect(others).toBeGreaterThanOrEqual(9);
  });

  it('is not sent further once nobody waits', async () => {
    const leaving = new AbortController();
    let sent = 0;
    const sending = inSlices(
      asked(1_000),
      async (fetch) => {
        sent += 1;
        leaving.abort();
        return answered(fetch);
      },
      leaving.signal,
    );
    await expect(sending).rejects.toMatchObject({ extensions: { code: 'TIMEOUT' } });
    expect(sent).toBe(1);
  });
});
