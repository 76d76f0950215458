import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { jestExpect as expect } from '@jest/expect';
import fc from 'fast-check';

// TypeScript as it is written: decorators need a compiler, which Node has not. `.swcrc` says how.
registerHooks({
  load(url, context, nextLoad) {
    if (!/\.ts(\?\d+)?$/.test(url)) return nextLoad(url, context);
    const filename = fileURLToPath(url.replace(/\?.*/, ''));
    return {
      format: 'module',
      source: transformSync(readFileSync(filename, 'utf8'), { filename }).code,
      shortCircuit: true,
    };
  },
});
process.setSourceMapsEnabled(true);

// A build that fails is to be about what was changed, so random tests draw the same unless told otherwise. The runner prints
// no causes, and a counterexample without its reason helps nobody.
const { SEED = '20111231' } = process.env;
const seed = SEED === 'random' ? Date.now() : Number(SEED);
fc.configureGlobal({ seed, includeErrorInReport: true });

const LONGEST_TEST_MS = 15 * 60_000;

// The runner knows no time-outs: a test that never ends takes its process with it, and is named.
let running = { name: undefined, since: performance.now() };
setInterval(() => {
  const { currentTestName: name, testPath } = expect.getState();
  if (name !== running.name) running = { name, since: performance.now() };
  else if (performance.now() - running.since > LONGEST_TEST_MS) {
    console.error(`${testPath}: "${name}" has not ended after ${LONGEST_TEST_MS / 60_000} minutes.`);
    process.exit(1);
  }
}, 1_000).unref();
