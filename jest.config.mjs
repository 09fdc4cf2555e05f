/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/support/jest/environment.cjs',
  runtime: '<rootDir>/test/support/jest/runtime.cjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.cjs' },
  // Copies of the tree below .data, and data folders PostgreSQL alone may read, are not for Jest's crawler.
  modulePathIgnorePatterns: ['<rootDir>/.data/'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testTimeout: 30_000,
  // Tests wait for leases and processes more than they compute: three share two processors well.
  maxWorkers: 3,
  // What a file has loaded stays in memory after it, and collecting garbage in gigabytes costs more than a new process.
  workerIdleMemoryLimit: '700MB',
  // A failing test may leave a server open, which would keep Jest alive for ever.
  forceExit: true,
};
