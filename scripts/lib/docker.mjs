import { run, tail, whichAll } from './run.mjs';
import { Plain } from './say.mjs';

/**
 * A Docker client program and the engine it speaks to.
 * @typedef {object} Docker
 * @property {string} cli path of the client
 * @property {string | undefined} host value for `-H`; undefined means what DOCKER_HOST and the context say
 */

/**
 * @param {Docker} docker
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export function docker(docker, args, options = {}) {
  return run(docker.cli, [...(docker.host ? ['-H', docker.host] : []), ...args], options);
}

/**
 * @param {Docker} target
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 * @returns {Promise<string>} stdout, trimmed
 * @throws {Plain} with the client's own words when it fails
 */
export async function mustDocker(target, args, options = {}) {
  const { code, stdout, stderr } = await docker(target, args, options);
  if (code !== 0) throw new Plain(`docker ${args[0]} failed: ${tail(stderr || stdout)}`);
  return stdout.trim();
}

/**
 * @param {string} [host] value for `-H`
 * @returns {Docker | undefined} the first client on PATH; undefined when there is none
 */
export function dockerClient(host) {
  const cli = whichAll('docker')[0];
  return cli ? { cli, host } : undefined;
}

/**
 * @param {Docker} target
 * @param {number} [timeoutMs]
 * @returns {Promise<{ version: string, arch: string } | { why: string }>} the engine's answer, or why there is none
 */
export async function askEngine(target, timeoutMs = 5000) {
  const format = '{{.Server.Version}} {{.Server.Arch}} {{.Server.Os}}';
  const { code, stdout, stderr } = await docker(target, ['version', '--format', format], { timeoutMs });
  const [version, arch, os] = stdout.trim().split(' ');
  if (code === 0 && version && arch && os === 'linux') return { version, arch };
  if (code === 0 && os && os !== 'linux') return { why: `the engine runs ${os} containers, not Linux ones` };
  return { why: code === null ? 'it gave no answer in time' : tail(stderr, 1) };
}
