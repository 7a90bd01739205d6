import { mayInstall } from './system.mjs';

/**
 * What is known before anything is done about the engine.
 * @typedef {object} EngineSituation
 * @property {import('./system.mjs').System} system
 * @property {string | undefined} chosen an endpoint the person chose: DOCKER_HOST, or a docker context that is not the default
 * @property {boolean} cli the docker command is on PATH
 * @property {boolean} dockerd the engine's program is installed
 * @property {string | undefined} why the engine gives no answer; undefined when it answers
 */

/**
 * @typedef {{ kind: 'use' }
 *   | { kind: 'install', packages: string[] }
 *   | { kind: 'start' }
 *   | { kind: 'skip', why: string, fix: string }} EnginePlan
 *   `install` is followed by a new look at the situation; `skip` leaves the system alone
 */

/** What an engine and the image build need on Debian beside the engine itself. */
export const ENGINE_TOOLS = ['iptables', 'iproute2', 'iputils-ping', 'busybox-static'];

/**
 * @param {EngineSituation} situation
 * @returns {EnginePlan} `skip` for a chosen engine, another system or a person without root
 */
function withoutRights({ system, cli, dockerd, why = '' }) {
  if (system.platform === 'darwin' || system.platform === 'win32')
    return {
      kind: 'skip',
      why: cli ? `no Docker Engine answers (${why})` : 'Docker is not installed',
      fix: cli
        ? 'start Docker Desktop'
        : 'install Docker Desktop: https://docs.docker.com/get-started/get-docker/',
    };
  if (/permission denied/i.test(why))
    return {
      kind: 'skip',
      why: 'this user may not use the Docker socket',
      fix: 'sudo usermod -aG docker "$USER", then log in again',
    };
  if (dockerd)
    return {
      kind: 'skip',
      why: `the Docker Engine is installed but does not answer${system.root ? '' : ', and starting it needs root'}`,
      fix: system.root ? 'systemctl start docker' : 'sudo systemctl start docker',
    };
  return {
    kind: 'skip',
    why: system.debian
      ? 'installing Docker needs root'
      : 'Docker is not installed, and this is not Debian or Ubuntu',
    fix: system.debian
      ? `sudo apt-get install -y docker.io ${ENGINE_TOOLS.join(' ')}`
      : 'install Docker Engine: https://docs.docker.com/engine/install/',
  };
}

/**
 * Decides how to come to an engine. An endpoint somebody chose is never replaced by another engine.
 * @param {EngineSituation} situation
 * @returns {EnginePlan}
 */
export function planEngine(situation) {
  const { system, chosen, cli, dockerd, why } = situation;
  if (cli && why === undefined) return { kind: 'use' };
  if (cli && chosen !== undefined)
    return {
      kind: 'skip',
      why: `the engine at ${chosen} gives no answer (${why ?? ''})`,
      fix: 'start that engine, or unset DOCKER_HOST and run "docker context use default"',
    };
  if (!mayInstall(system)) return withoutRights(situation);
  /** @type {string[]} */
  const packages = [];
  if (!dockerd) packages.push('docker.io', ...ENGINE_TOOLS);
  // Debian 13 and later have the command in a package of its own; before, docker.io brings it.
  if (!cli) packages.push('docker-cli');
  return packages.length > 0 ? { kind: 'install', packages } : { kind: 'start' };
}
