/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/{packages,services,gateway,scripts}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/scripts/compare/'],
  // Bare Node.js: a process loads each module once for all tests, not anew for each of two hundred files.
  runner: ['jest-light-runner', { runtime: 'child_process' }],
  setupFiles: ['./jest.setup.js'],
  transform: {},
  globalSetup: './packages/platform/testing/global-setup.ts',
  globalTeardown: './packages/platform/testing/global-teardown.ts',
  testSequencer: './jest.sequencer.js',
  maxWorkers: 2,
};
