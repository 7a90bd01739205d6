/**
 * Which part may use which. `npm run check` holds it (scripts/check/rooms.mjs), and scripts/check/rooms.test.ts breaks each
 * rule once. docs/architecture.md says why.
 */

/** Rooms of core/src from the bottom: each may use those before it, and none after it. */
export const ROOMS = [
  'words',
  'protocol',
  'model',
  'facts',
  'knowledge',
  'compose',
  'plan',
  'run',
  'judge',
  'show',
  'reports',
  'diagnose',
  'testing',
];

const TESTS = '\\.test\\.tsx?$|/test/|/testing/|/testdata/|fixture';
const any = (/** @type {readonly string[]} */ names) => `(?:${names.join('|')})`;

/** What each package may use of ours, as paths from the root; what stands nowhere here may use all. */
const PACKAGES = {
  core: ['core/'],
  node: ['node/', 'core/'],
  'probe/node': ['probe/node/', 'core/src/protocol/', 'core/src/words/'],
  backend: ['backend/', 'node/', 'core/', 'probe/node/'],
  cli: ['cli/', 'node/', 'core/', 'probe/node/', 'standin/'],
  ui: ['ui/', 'core/'],
  standin: ['standin/', 'core/'],
};
const OURS = any(
  ['core', 'node', 'probe', 'backend', 'cli', 'ui', 'standin', 'scripts'].map((name) => `${name}/`),
);

/**
 * @param {string} name
 * @param {string} from
 * @param {string} to
 * @param {string} [except]
 */
const never = (name, from, to, except) => ({
  name,
  severity: /** @type {const} */ ('error'),
  from: { path: `^ui/src/${from}`, pathNot: TESTS },
  to: { path: `^ui/src/${to}`, ...(except === undefined ? {} : { pathNot: `^ui/src/${except}` }) },
});

/** The tab: app composes features, which share what is in shared and do not import one another; adapters reach Docker Desktop. */
const UI = [
  never('ui-features-stay-apart', 'features/([^/]+)/', 'features/', 'features/$1/'),
  never('ui-features-use-shared-alone', 'features/', '(?:app|adapters)/'),
  never('ui-shared-uses-no-other-room', 'shared/', '(?:app|features|adapters)/'),
  never('ui-adapters-use-no-other-room', 'adapters/', '(?:app|features|shared)/'),
  never('ui-knows-four-rooms', '', '', '(?:app|features|shared|adapters)/|[^/]+\\.d\\.ts$'),
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    ...ROOMS.slice(0, -1).map((room, at) => ({
      name: `core-${room}-points-down`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^core/src/${room}/`, pathNot: TESTS },
      to: { path: `^core/src/${any(ROOMS.slice(at + 1))}/` },
    })),
    {
      name: 'core-doors-are-for-others',
      severity: 'error',
      from: { path: '^core/src/.+/', pathNot: TESTS },
      to: { path: '^core/src/[^/]+\\.ts$' },
    },
    {
      name: 'fixtures-are-for-tests',
      severity: 'error',
      from: { pathNot: `${TESTS}|^core/src/` },
      to: { path: '^core/src/testing(\\.ts$|/)' },
    },
    ...Object.entries(PACKAGES).map(([name, uses]) => ({
      name: `${name.replace('/', '-')}-uses-its-own`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^${name}/(src|bed|bin)/`, pathNot: TESTS },
      to: { path: `^${OURS}`, pathNot: `^${any(uses)}` },
    })),
    ...UI,
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^core/src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/|node_modules/@types|^\\.build' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
};
