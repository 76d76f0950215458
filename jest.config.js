/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/{services,gateway,scripts}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/scripts/compare/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  globalSetup: './services/kit/testing/global-setup.ts',
  globalTeardown: './services/kit/testing/global-teardown.ts',
  testSequencer: './jest.sequencer.js',
  maxWorkers: 2,
  // For machines that are busy with other work: no test waits for time to pass.
  testTimeout: 90_000,
};
