import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { certificates, fillRoot, programs } from './base-root.mjs';
import { docker } from './docker.mjs';
import { hashOf } from './hash.mjs';
import { BUILD, at } from './paths.mjs';
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
    readFileSync(at('scripts/lib/base-root.mjs')),
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
