import { availableParallelism } from 'node:os';

const swc = (moduleType) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2022',
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: moduleType },
  },
];

/** Node workspaces run as native ES modules: execa and its like ship nothing else (docs/adr/0005). */
const node = (displayName, testMatch) => ({
  displayName,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': swc('es6') },
  testMatch: testMatch.map((m) => `<rootDir>/${m}`),
  modulePathIgnorePatterns: ['<rootDir>/.build/', '<rootDir>/.*/dist/'],
});

export default {
  maxWorkers: Math.max(1, Math.min(2, availableParallelism())),
  projects: [
    node('unit', [
      'core/src/**/*.test.ts',
      'node/src/**/*.test.ts',
      'cli/src/**/*.test.ts',
      'cli/truth/*.test.ts',
      'backend/src/**/*.test.ts',
      'standin/src/**/*.test.ts',
      'probe/node/src/**/*.test.ts',
      'scripts/**/*.test.ts',
    ]),
    node('conformance', ['probe/conformance/src/**/*.test.ts']),
    node('real', ['standin/bed/**/*.test.ts', 'cli/test/**/*.test.ts', 'backend/test/!(container).test.ts']),
    node('truth', ['cli/truth/real/whole.test.ts']),
    node('fuzz', ['cli/fuzz/*.test.ts']),
    node('leaks', ['cli/leaks/*.test.ts']),
    node('compose', ['cli/oracle/**/*.test.ts']),
    node('services', ['standin/test/*.test.ts', 'backend/test/container.test.ts']),
    node('browser', ['standin/test/browser/**/*.test.ts']),
    {
      displayName: 'ui',
      testEnvironment: '<rootDir>/ui/test/jsdom-environment.cjs',
      transform: { '\\.(t|j)sx?$': swc('commonjs') },
      transformIgnorePatterns: ['/node_modules/(?!@docker/)'],
      moduleNameMapper: {
        '^@docker/extension-api-client$': '<rootDir>/node_modules/@docker/extension-api-client/dist/index.js',
      },
      setupFiles: ['<rootDir>/ui/test/browser-parts.ts'],
      setupFilesAfterEnv: ['<rootDir>/ui/test/jest-setup.ts'],
      testMatch: ['<rootDir>/ui/src/**/*.test.ts', '<rootDir>/ui/src/**/*.test.tsx'],
    },
  ],
};
