import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { run, which } from './run.mjs';
import { Plain, say, step } from './say.mjs';

/**
 * @typedef {object} System
 * @property {NodeJS.Platform} platform
 * @property {boolean} root
 * @property {boolean} debian Debian, Ubuntu or a child of theirs, with apt-get
 */

/**
 * @param {string} osRelease text of /etc/os-release
 * @returns {boolean}
 */
export function isDebianLike(osRelease) {
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease);
}

/** @returns {System} */
export function readSystem() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return {
    platform: process.platform,
    root: process.getuid?.() === 0,
    debian: isDebianLike(release) && which('apt-get') !== undefined,
  };
}

/**
 * @param {System} system
 * @returns {boolean} true when packages may be installed without asking anyone
 */
export function mayInstall(system) {
  return system.platform === 'linux' && system.root && system.debian;
}

/** What each Debian package is for, as said when it is installed. */
const PURPOSE = /** @type {Record<string, string>} */ ({
  'docker.io': 'the Docker Engine',
  'docker-cli': 'the docker command',
  'docker-buildx': 'builds images',
  iptables: 'the engine needs it for its networks',
  iproute2: 'ss and ip',
  'iputils-ping': 'ping',
  'busybox-static': 'a shell for the image build when no registry answers',
  chromium: 'browser tests',
  'golang-go': 'the Go compiler for the host helper',
  'docker-compose': 'runs the extension’s service in a test as Docker Desktop would',
  wine64: 'runs the Windows helper in the conformance tests',
  nmap: 'a peer for measurements',
  iperf3: 'a peer for measurements',
  'netcat-openbsd': 'a peer for tests',
  socat: 'a peer for tests',
  procps: 'ps and sysctl',
});

/**
 * @param {readonly string[]} packages
 * @returns {Promise<string[]>} those dpkg does not have
 */
export async function missingPackages(packages) {
  const format = '${Package} ${db:Status-Status}\n';
  const { stdout } = await run('dpkg-query', ['-W', '-f', format, ...packages]);
  return packages.filter((name) => !stdout.split('\n').includes(`${name} installed`));
}

/**
 * @param {string} name a Debian package
 * @returns {Promise<boolean>} true when apt could install it
 */
export async function isOffered(name) {
  await refreshLists(false);
  const { stdout } = await run('apt-cache', ['policy', name]);
  return /Candidate: (?!\(none\))/.test(stdout);
}

/** @param {boolean} force also when there are lists */
async function refreshLists(force) {
  const folder = '/var/lib/apt/lists';
  const have = existsSync(folder) && readdirSync(folder).some((file) => file.includes('_Packages'));
  if (have && !force) return;
  await step('Reading the package lists (apt-get update)', () => run('apt-get', ['update', '-q']));
}

/**
 * Installs the packages that are missing; an engine from another source than Debian's stays. The caller has checked
 * mayInstall.
 * @param {readonly string[]} packages
 * @returns {Promise<void>}
 * @throws {Plain} when apt cannot
 */
export async function aptInstall(packages) {
  const wanted = packages.filter((name) => name !== 'docker.io' || !which('dockerd'));
  const missing = await missingPackages(wanted);
  if (missing.length === 0) return;
  for (const name of missing) say(`Installing ${name}: ${PURPOSE[name] ?? 'needed'}`);
  await refreshLists(false);
  const install = () =>
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  let result = await step('Installing with apt-get', install);
  if (result.code !== 0) {
    await refreshLists(true);
    result = await step('Installing with apt-get once more', install);
  }
  if (result.code !== 0)
    throw new Plain(`apt-get could not install ${missing.join(', ')}:\n${result.stderr.trim()}`);
}
