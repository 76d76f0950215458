import { inTurns } from './in-turns.ts';

/** All of them, once they have come. */
const whole = (parts: readonly (number | Promise<number>)[]): Promise<number[]> =>
  Promise.all(parts.map((part) => Promise.resolve(part)));
const many = Array.from({ length: 1_000 }, (_, i) => i);

describe('The parts of a long list', () => {
  it('are all there, in their order', async () => {
    expect(await whole(inTurns({}, many))).toEqual(many);
  });

  it('come a few hundred at a time, over all lists of a request', async () => {
    const context = {};
    const lists = [inTurns(context, many.slice(0, 200)), inTurns(context, many.slice(0, 200))];
    expect(lists[0]!.every((part) => typeof part === 'number')).toBe(true);
    expect(lists[1]!.filter((part) => typeof part === 'number')).toHaveLength(100);
    await whole(lists.flat());
  });

  it('let other work in between', async () => {
    let turns = 0;
    const count = (): void => void (setImmediate(count).unref(), (turns += 1));
    setImmediate(count).unref();
    await whole(inTurns({}, many));
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('are broken off once nobody waits', async () => {
    const leaving = new AbortController();
    const parts = inTurns({ signal: leaving.signal }, many);
    leaving.abort();
    await expect(whole(parts)).rejects.toMatchObject({ extensions: { code: 'TIMEOUT' } });
  });
});
