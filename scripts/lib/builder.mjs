import { run, whichAll } from './run.mjs';

/**
 * @typedef {{ kind: 'buildx' | 'embedded', cli: string } | { kind: 'none', why: string }} Builder
 *   `embedded`: a client before version 23 speaks to the engine's own BuildKit
 */

/**
 * @param {string} text output of `docker --version`
 * @returns {number | undefined} major version
 */
export function clientMajor(text) {
  const found = /version (\d+)\./.exec(text);
  return found ? Number(found[1]) : undefined;
}

/**
 * Chooses how to build. BuildKit is needed: the Dockerfile has stages that must not be built unless used.
 * @param {readonly { cli: string, version: string, buildx: boolean }[]} clients every docker on PATH, in order
 * @returns {Builder}
 */
export function chooseBuilder(clients) {
  const withBuildx = clients.find((client) => client.buildx);
  if (withBuildx) return { kind: 'buildx', cli: withBuildx.cli };
  const old = clients.find((client) => {
    const major = clientMajor(client.version);
    // Clients from 18.09 to 20.10 carry the BuildKit session themselves; 23 and later hand it to the buildx plugin.
    return major !== undefined && major >= 19 && major < 23;
  });
  if (old) return { kind: 'embedded', cli: old.cli };
  return {
    kind: 'none',
    why:
      clients.length === 0
        ? 'there is no docker client on PATH'
        : 'the docker client has no buildx plugin and the classic builder cannot build this Dockerfile; install buildx (Debian, Ubuntu: apt-get install docker-buildx, from Docker’s own packages: docker-buildx-plugin)',
  };
}

/** @returns {Promise<Builder>} what this machine can build with */
export async function findBuilder() {
  const clients = await Promise.all(
    [...new Set(whichAll('docker'))].map(async (cli) => {
      const [version, buildx] = await Promise.all([
        run(cli, ['--version']),
        run(cli, ['buildx', 'version'], { env: { ...process.env, DOCKER_CLI_HINTS: 'false' } }),
      ]);
      return { cli, version: version.stdout, buildx: buildx.code === 0 && /buildx/.test(buildx.stdout) };
    }),
  );
  return chooseBuilder(clients);
}
