import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { docker } from './docker.mjs';
import { hashOf } from './hash.mjs';
import { BUILD } from './paths.mjs';
import { run, which } from './run.mjs';
import { Plain, say } from './say.mjs';
import { aptInstall, mayInstall, readSystem } from './system.mjs';

/** The bases the Dockerfile names by default; read from it, so that they stand in one place. */
const ARGS = /** @type {const} */ (['NODE_IMAGE', 'GO_IMAGE', 'RUNTIME_IMAGE']);

export const LOCAL_BASE = 'hostnet/base:local';

/**
 * @param {string} dockerfile its text
 * @returns {Record<string, string>} default of every base ARG
 */
export function defaultBases(dockerfile) {
  /** @type {Record<string, string>} */
  const bases = {};
  for (const name of ARGS) {
    const found = new RegExp(`^ARG ${name}=(\\S+)$`, 'm').exec(dockerfile);
    if (!found?.[1]) throw new Plain(`The Dockerfile has no line "ARG ${name}=image"; it must have one.`);
    bases[name] = found[1];
  }
  return bases;
}

/**
 * @param {string} listing output of `ldd`
 * @returns {string[]} absolute paths of the libraries and of the loader
 */
export function librariesIn(listing) {
  return listing.split('\n').flatMap((line) => /(?:=> |^\s*)(\/\S+) \(/.exec(line)?.[1] ?? []);
}

/**
 * Puts one program and its libraries into a root folder.
 * @param {string} root
 * @param {string} from the program
 * @param {string} to its path in the root
 */
async function addProgram(root, from, to) {
  /** @param {string} file @param {string} path */
  const copy = (file, path) => {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    if (!existsSync(target)) cpSync(realpathSync(file), target);
  };
  copy(from, to);
  const { code, stdout } = await run('ldd', [from]);
  if (code === 0) for (const library of librariesIn(stdout)) copy(library, library);
}

/** @returns {string} every certificate this machine trusts, the company's own included */
function certificates() {
  const files = [
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/ssl/cert.pem',
    process.env['NODE_EXTRA_CA_CERTS'] ?? '',
  ];
  const texts = files
    .filter((file) => file !== '' && existsSync(file))
    .map((file) => readFileSync(file, 'utf8'));
  return [...new Set(texts)].join('\n');
}

/** @returns {Record<string, string>} the programs the local base needs, by name */
function programs() {
  const found = {
    node: process.execPath,
    ping: which('ping') ?? '',
    ss: which('ss') ?? '',
    busybox: which('busybox') ?? '',
  };
  const absent = Object.entries(found).filter(([, path]) => path === '');
  if (absent.length > 0)
    throw new Plain(
      `No registry can be reached and a base cannot be made from this machine: ${absent.map(([name]) => name).join(', ')} missing (Debian, Ubuntu: apt-get install iputils-ping iproute2 busybox-static).`,
    );
  return found;
}

/**
 * Fills a folder with a small root file system made of this machine's own node, npm, ping, ss and shell.
 * @param {string} root an empty folder
 */
async function fillRoot(root) {
  const { node = '', ping = '', ss = '', busybox = '' } = programs();
  await addProgram(root, node, '/usr/local/bin/node');
  await addProgram(root, ping, '/usr/bin/ping');
  await addProgram(root, ss, '/usr/bin/ss');
  await addProgram(root, busybox, '/bin/busybox');
  const applets = (await run(busybox, ['--list'])).stdout.split('\n');
  for (const applet of applets)
    if (applet !== '' && !['busybox', 'ping', 'ping6', 'ss', 'node'].includes(applet))
      symlinkSync('busybox', join(root, 'bin', applet));
  const npm = which('npm');
  if (npm) {
    const folder = dirname(dirname(realpathSync(npm)));
    cpSync(folder, join(root, 'usr/local/lib/node_modules/npm'), { recursive: true, dereference: true });
    symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm'));
  }
  mkdirSync(join(root, 'etc/ssl/certs'), { recursive: true });
  writeFileSync(join(root, 'etc/ssl/certs/ca-certificates.crt'), certificates());
  writeFileSync(join(root, 'etc/hostnet-base'), 'made from the machine that built it\n');
  writeFileSync(join(root, 'etc/nsswitch.conf'), 'hosts: files dns\n');
  writeFileSync(
    join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n',
  );
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnobody:x:65534:\n');
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  symlinkSync('/bin/busybox', join(root, 'usr/bin/env'));
  for (const folder of ['root', 'tmp', 'proc', 'sys', 'dev', 'run'])
    mkdirSync(join(root, folder), { recursive: true });
}

/**
 * @param {import('./docker.mjs').Docker} target
 * @param {string} root
 * @param {string} key
 * @returns {Promise<void>}
 */
function importRoot(target, root, key) {
  const changes = [
    'ENV PATH=/usr/local/bin:/usr/bin:/bin',
    'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt',
    'CMD ["sh"]',
    `LABEL hostnet.base=${key}`,
  ].flatMap((change) => ['--change', change]);
  return new Promise((resolve, reject) => {
    const tar = spawn('tar', ['-c', '--owner=0', '--group=0', '--numeric-owner', '-C', root, '.']);
    const hostArgs = target.host ? ['-H', target.host] : [];
    const load = spawn(target.cli, [...hostArgs, 'import', ...changes, '-', LOCAL_BASE]);
    let words = '';
    load.stderr.on('data', (/** @type {Buffer} */ text) => (words += text.toString()));
    load.stdin.on('error', () => undefined);
    tar.stdout.pipe(load.stdin);
    tar.on('error', reject);
    load.on('error', reject);
    load.on('close', (code) =>
      code === 0 ? resolve() : reject(new Plain(`docker import of the local base failed: ${words.trim()}`)),
    );
  });
}

/**
 * Makes sure the engine has a base image made of this machine's own files.
 * @param {import('./docker.mjs').Docker} target
 * @returns {Promise<void>}
 * @throws {Plain} when this machine cannot lend what is needed
 */
async function ensureLocalBase(target) {
  if (process.platform !== 'linux')
    throw new Plain(
      'The base images cannot be pulled, and only a Linux machine can lend its own node instead: make the registry reachable and try again.',
    );
  if (mayInstall(readSystem())) await aptInstall(['iputils-ping', 'iproute2', 'busybox-static']);
  const key = hashOf(
    readFileSync(new URL(import.meta.url), 'utf8'),
    process.version,
    ...Object.values(programs()).map((file) => realpathSync(file)),
    certificates(),
  );
  const format = '{{index .Config.Labels "hostnet.base"}}';
  const have = await docker(target, ['image', 'inspect', '--format', format, LOCAL_BASE]);
  if (have.code === 0 && have.stdout.trim() === key) return;
  mkdirSync(BUILD, { recursive: true });
  for (const name of readdirSync(BUILD)) {
    // Left behind by a run that was killed; the name says whose it was.
    const owner = /^base-(\d+)-/.exec(name)?.[1];
    if (owner && !existsSync(`/proc/${owner}`)) rmSync(join(BUILD, name), { recursive: true, force: true });
  }
  const root = mkdtempSync(join(BUILD, `base-${process.pid}-`));
  try {
    await fillRoot(root);
    await importRoot(target, root, key);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * @param {import('./docker.mjs').Docker} target
 * @param {string} image
 * @returns {Promise<boolean>} true when the engine has the image now
 */
async function obtain(target, image) {
  if ((await docker(target, ['image', 'inspect', image])).code === 0) return true;
  // A registry that swallows packets must not hold a person up: the name has to resolve within a few seconds.
  const probe = await docker(target, ['manifest', 'inspect', image], {
    timeoutMs: 6000,
    env: { ...process.env, DOCKER_CLI_EXPERIMENTAL: 'enabled' },
  });
  if (probe.code !== 0) return false;
  say(`Pulling ${image} ...`);
  return (await docker(target, ['pull', '--quiet', image], { timeoutMs: 300_000 })).code === 0;
}

/** @type {Map<string, Promise<Record<string, string>>>} */
const answers = new Map();

/**
 * Chooses the bases: the Dockerfile's own, or one made from this machine when they cannot be pulled.
 * All or none: libraries of two families do not mix. The answer is remembered for the run.
 * @param {import('./docker.mjs').Docker} target
 * @param {string} dockerfile its text
 * @param {readonly string[]} wanted the ARGs that are really built from
 * @returns {Promise<Record<string, string>>} image by ARG
 */
export function chooseBases(target, dockerfile, wanted = ['NODE_IMAGE', 'RUNTIME_IMAGE']) {
  const known = answers.get(target.host ?? '');
  if (known) return known;
  const answer = (async () => {
    const bases = defaultBases(dockerfile);
    for (const name of wanted) {
      const image = bases[name] ?? '';
      if (await obtain(target, image)) continue;
      say(`Base images: ${image} cannot be pulled, so ${LOCAL_BASE} is made from this machine's own node`);
      await ensureLocalBase(target);
      return Object.fromEntries(ARGS.map((arg) => [arg, LOCAL_BASE]));
    }
    say(`Base images: ${wanted.map((name) => bases[name]).join(', ')}`);
    return bases;
  })();
  answers.set(target.host ?? '', answer);
  return answer;
}
