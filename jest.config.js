// JavaScript, because Jest reads a TypeScript configuration only through ts-node or a Node that strips types (22 and later).

/** @type {import('jest').Config} */
const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/fixtures/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.autogen/'],
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
};

const engine = {
  '^typeorm-autogen$': '<rootDir>/src/index.ts',
  '^typeorm-autogen/testing$': '<rootDir>/src/testing.ts',
  // A dynamic import names the file that is emitted.
  '^(\\.{1,2}/.*)\\.js$': '$1',
};

/** @type {import('jest').Config} */
module.exports = {
  globalSetup: '<rootDir>/test/global-setup.ts',
  globalTeardown: '<rootDir>/test/global-teardown.ts',
  testTimeout: 60_000,
  // A test waits for its server more than it computes: jest's own choice leaves a core idle.
  maxWorkers: '100%',
  projects: [
    {
      ...common,
      displayName: 'typeorm-1',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      moduleNameMapper: engine,
    },
    {
      ...common,
      displayName: 'typeorm-0.3',
      testMatch: ['<rootDir>/test/judge/**/*.test.ts'],
      moduleNameMapper: { ...engine, '^typeorm$': 'typeorm-0.3', '^typeorm/(.*)$': 'typeorm-0.3/$1' },
    },
  ],
};
