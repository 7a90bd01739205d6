import tseslint from 'typescript-eslint';

const noCross = (patterns, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }],
});

/** nodejs/node#57736: Node holds such a signal and its timer weakly, and a command waited for ever (`hostnet wait`). */
const UNHELD_LIMIT =
  'nobody holds this signal, and garbage collection may take it away before it fires: use timeLimited of @hostnet/core, or a setTimeout that the running work clears';

/** `{ ...{ a, b }, c }` says no more than `{ a, b, c }`: it only packs lines. */
const NO_PACKED_LINES = {
  selector: 'ObjectExpression > SpreadElement > ObjectExpression',
  message: 'write these properties out: spreading an object literal only packs lines',
};

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', '.build/**', 'coverage/**', 'ui/build/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/unbound-method': 'off',
      eqeqeq: ['error', 'always'],
    },
  },
  {
    rules: {
      'no-restricted-syntax': ['error', NO_PACKED_LINES],
      'no-restricted-properties': [
        'error',
        ...['any', 'timeout'].map((property) => ({ object: 'AbortSignal', property, message: UNHELD_LIMIT })),
      ],
    },
  },
  {
    // core is pure: it runs in a browser and in Node.
    files: ['core/src/**/*.ts'],
    ignores: ['core/src/**/*.test.ts', 'core/src/testing/**'],
    rules: {
      ...noCross(
        ['node:*', '@hostnet/*', 'hostnet', '@docker/*', 'fs', 'net', 'http'],
        'core depends on nothing of ours and on no Node or DOM API',
      ),
      'no-restricted-globals': [
        'error',
        'window',
        'document',
        'navigator',
        'location',
        'localStorage',
        'fetch',
        'process',
        'Buffer',
      ],
    },
  },
  {
    files: ['probe/node/src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(hostnet$|@hostnet/(?!core/protocol(/probe)?$))',
              message: 'the probe depends on @hostnet/core/protocol only',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['node/src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(hostnet$|@hostnet/(?!core(/|$)))',
              message: 'node depends on @hostnet/core only: it is what cli and backend share',
            },
          ],
        },
      ],
    },
  },
  {
    // One base of errors, with its cause, fix and exit code (node/src/errors.ts).
    files: ['cli/src/**/*.ts', 'backend/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        NO_PACKED_LINES,
        {
          selector:
            "ClassDeclaration[superClass.name='Error'], ThrowStatement > NewExpression[callee.name='Error']",
          message: 'an error of ours derives from HostnetError of @hostnet/node',
        },
      ],
    },
  },
  {
    files: ['standin/**/*.ts'],
    rules: noCross(['@hostnet/node'], 'only cli and backend depend on node'),
  },
  {
    files: ['ui/src/**/*.{ts,tsx}'],
    ignores: ['ui/src/adapters/**'],
    rules: noCross(
      [
        '@docker/extension-api-client',
        'node:*',
        '@hostnet/backend',
        '@hostnet/node',
        '@hostnet/standin',
        '@hostnet/probe-node',
        'hostnet',
      ],
      'Docker Desktop is reached through ui/src/adapters only',
    ),
  },
  {
    // One concern a file, one a function. Who may import whom, and circles of files: scripts/check/room-rules.mjs.
    files: ['**/*.{ts,tsx,mjs}'],
    ignores: ['**/*.test.{ts,tsx}', '**/test/**', '**/testing/**', 'probe/conformance/**'],
    rules: { 'max-lines': ['error', 250], 'max-lines-per-function': ['error', 80] },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', '**/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
