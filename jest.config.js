import { chromiumPath } from './test/support/chromium.js';

// Lambda runs Node 22; this is about the Node that runs the tests.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Browser tests need Chromium; without it the rest runs, and the reporter says so at the end. */
const withoutBrowser = chromiumPath ? [] : ['\\.browser\\.test\\.ts$'];

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...withoutBrowser],
  testTimeout: 300_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/support/longest-first.js',
  reporters: ['default', '<rootDir>/test/support/browser-notice.js'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs', importInterop: 'node' },
      },
    ],
    'test/support/chromium\\.js$': ['@swc/jest', { module: { type: 'commonjs' } }],
  },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
};
