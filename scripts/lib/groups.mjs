import { existsSync } from 'node:fs';
import { arch } from 'node:process';
import { composeOracle } from './compose-oracle.mjs';
import { helperPath } from './go-helper.mjs';
import { countJest } from './jest.mjs';
import { at } from './paths.mjs';
import { run, tail, which } from './run.mjs';
import { say } from './say.mjs';
import { wine, withWine } from './wine.mjs';

/** @typedef {import('./jest.mjs').Counts} Counts */

/**
 * @typedef {object} Group
 * @property {string} name
 * @property {string} title as announced
 * @property {(context: { imageTar: () => Promise<string> }) => Promise<Counts>} run
 */

/**
 * One command that counts as one test.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 * @returns {Promise<Counts>}
 */
async function oneTest(command, args, options) {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code === 0) return { passed: 1, failed: 0, skipped: 0 };
  return { passed: 0, failed: 1, skipped: 0, reason: tail(stdout + stderr, 40) };
}

/**
 * @param {string} reason
 * @returns {Counts} a group that is left out; with CI=true it is counted as failed where root could have mended it
 */
const skip = (reason) => ({ passed: 0, failed: 0, skipped: 1, reason, skippedNames: [reason] });

/** @returns {Counts} without Go a helper may be absent; with it, its absence is a fault */
function noHelper() {
  if (!which('go'))
    return skip('the helper is not built: there is no Go compiler (Debian: apt-get install golang-go)');
  return {
    passed: 0,
    failed: 1,
    skipped: 0,
    reason: 'the helper is not built though there is a Go compiler',
  };
}

/** @returns {string} of this machine, in Go's words */
function goArch() {
  return arch === 'x64' ? 'amd64' : arch;
}

/**
 * @param {readonly string[]} command the probe as program and arguments
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @returns {Promise<Counts>} each skip is said with its reason, which is part of its name
 */
async function conformance(command, env = {}) {
  const counts = await countJest('conformance', {
    args: ['--runInBand'],
    env: { ...env, HOSTNET_PROBE: JSON.stringify(command) },
  });
  for (const name of counts.skippedNames ?? []) say(`Skipped: ${name}`);
  return counts;
}

async function goConformance() {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const helper = at(helperPath(os, goArch()));
  if (!existsSync(helper)) return noHelper();
  return conformance([helper]);
}

async function windowsConformance() {
  const helper = at(helperPath('windows', 'amd64'));
  const program = wine();
  if (!existsSync(helper)) return noHelper();
  if (process.platform === 'win32') return skip('this machine is Windows: conformance-go is the same');
  if (!program) return skip('wine is not installed (Debian: apt-get install wine64)');
  return withWine(program, (env) => conformance([program, helper], env));
}

/** @returns {Promise<Counts>} Compose files as hostnet reads them, measured by Compose itself */
async function compose() {
  const oracle = await composeOracle();
  if ('missing' in oracle) return skip(oracle.missing);
  return countJest('compose', { args: ['--runInBand'], env: { HOSTNET_COMPOSE: oracle.program } });
}

/**
 * Extensions and their services are tested on an engine of the tests' own: one that somebody uses is never touched, and
 * none need be running.
 * @param {string} imageTar
 */
async function services(imageTar) {
  const { withPrivateEngine } = await import('./private-engine.mjs');
  const { mustDocker } = await import('./docker.mjs');
  return withPrivateEngine(async (target) => {
    await mustDocker(target, ['load', '--quiet', '--input', imageTar]);
    const env = { DOCKER_HOST: target.host ?? '', HOSTNET_IMAGE_TAR: imageTar };
    return countJest('services', { args: ['--runInBand'], env });
  });
}

/** A fixed sample, so that a change that makes one of them false is seen at once. */
const TRUTH_SAMPLE = { HOSTNET_TRUTH_SEED: '1', HOSTNET_TRUTH_COUNT: '10', HOSTNET_TRUTH_SHRINKS: '0' };

/** @param {string} imageTar */
async function truth(imageTar) {
  return countJest('truth', { env: { HOSTNET_IMAGE_TAR: imageTar, ...TRUTH_SAMPLE } });
}

const NO_GO = 'the Go compiler is not on PATH (Debian: apt-get install golang-go)';

/** @type {readonly Group[]} */
export const GROUPS = [
  {
    name: 'types',
    title: 'types (tsc)',
    run: () => oneTest(process.execPath, [at('node_modules/typescript/bin/tsc'), '-b', '--pretty', 'false']),
  },
  {
    name: 'go-vet',
    title: 'go vet',
    run: async () => (which('go') ? oneTest('go', ['vet', './...'], { cwd: at('probe/go') }) : skip(NO_GO)),
  },
  { name: 'unit', title: 'unit tests', run: () => countJest('unit') },
  { name: 'ui', title: 'dashboard components', run: () => countJest('ui') },
  {
    name: 'fuzz',
    title: 'a sample of hostile input (all of it: npm run test:fuzz)',
    run: () => countJest('fuzz', { env: { HOSTNET_FUZZ_SHARE: '1' } }),
  },
  {
    name: 'conformance-node',
    title: 'conformance (node)',
    run: () => conformance([process.execPath, at('probe/node/dist/probe.mjs')]),
  },
  { name: 'conformance-go', title: 'conformance (go)', run: goConformance },
  {
    name: 'conformance-windows',
    title: 'conformance (windows under wine)',
    run: windowsConformance,
  },
  { name: 'compose', title: 'Compose files against docker compose config', run: compose },
  {
    name: 'real',
    title: 'real engines and containers',
    run: async ({ imageTar }) =>
      countJest('real', { args: ['--runInBand'], env: { HOSTNET_IMAGE_TAR: await imageTar() } }),
  },
  {
    name: 'truth',
    title: 'a sample of generated scenarios (200 of any seed: npm run test:truth)',
    run: async ({ imageTar }) => (which('go') ? truth(await imageTar()) : skip(NO_GO)),
  },
  {
    name: 'services',
    title: 'extensions and their services, on an engine of their own',
    run: async ({ imageTar }) => services(await imageTar()),
  },
  {
    name: 'browser',
    title: 'dashboard in Chromium',
    run: async ({ imageTar }) =>
      countJest('browser', { args: ['--runInBand'], env: { HOSTNET_IMAGE_TAR: await imageTar() } }),
  },
];

/**
 * @param {readonly string[]} names whole names or beginnings, such as `conformance`
 * @param {readonly Group[]} [groups]
 * @returns {{ chosen: Group[], unknown: string | undefined }} all groups when no name is given
 */
export function chooseGroups(names, groups = GROUPS) {
  const matches = (/** @type {Group} */ group, /** @type {string} */ name) =>
    group.name === name || group.name.startsWith(`${name}-`);
  return {
    chosen: groups.filter((group) => names.length === 0 || names.some((name) => matches(group, name))),
    unknown: names.find((name) => !groups.some((group) => matches(group, name))),
  };
}
