import { statSync } from 'node:fs';

/**
 * Bytes stand for seconds, but a whole network takes minutes: the widest goes first, the others in the middle, so that they
 * neither meet the first nor keep one worker busy when the other is done.
 */
function weight({ path }) {
  if (path.endsWith('/scripts/e2e/network.test.ts')) return Infinity;
  return path.includes('/scripts/e2e/') ? 4_000 : statSync(path).size;
}

/** The longest tests first. */
export default class LongestFirst {
  sort(tests) {
    return tests.toSorted((a, b) => weight(b) - weight(a));
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
