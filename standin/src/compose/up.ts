import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DockerCli } from '../docker/cli.ts';
import { StandinFailure } from '../failure.ts';
import type { PreparedCompose } from './prepare.ts';
import { PROJECT_LABEL, translate } from './translate.ts';

/** How the VM part is run: by the compose plugin, by docker-compose 1.x, or translated into docker commands. */
export type ComposeWay = 'plugin' | 'standalone' | 'translated';

/** Returns the way that works here, best first. */
export async function composeWay(cli: DockerCli): Promise<ComposeWay> {
  const plugin = await cli.run(['compose', 'version']);
  if (plugin.code === 0 && /compose/i.test(plugin.stdout)) return 'plugin';
  const standalone = await cli.run(['version'], { program: 'docker-compose' }).catch(() => null);
  return standalone?.code === 0 ? 'standalone' : 'translated';
}

/** Starts everything the prepared file names. Throws StandinFailure; what was made so far is for `composeDown`. */
export async function composeUp(
  cli: DockerCli,
  way: ComposeWay,
  prepared: PreparedCompose,
  project: string,
  folder: string,
): Promise<void> {
  if (way === 'translated') {
    await upTranslated(cli, prepared, project, folder);
    return;
  }
  const { services, volumes, networks } = prepared;
  const file = join(folder, 'docker-compose.standin.json');
  // All variables are replaced already, so a dollar sign that is left is meant as one. JSON is YAML.
  const text = JSON.stringify({ version: '2.4', services, volumes, networks }, null, 2).replaceAll(
    '$',
    '$$$$',
  );
  await writeFile(file, text);
  const args = ['-p', project, '-f', file, 'up', '-d', '--no-build'];
  const result =
    way === 'plugin'
      ? await cli.run(['compose', ...args], { cwd: dirname(file) })
      : await cli.run(args, { program: 'docker-compose', cwd: dirname(file) });
  if (result.code !== 0)
    throw new StandinFailure(`The VM service could not be started: ${result.stderr.trim()}`);
}

async function upTranslated(
  cli: DockerCli,
  prepared: PreparedCompose,
  project: string,
  folder: string,
): Promise<void> {
  const plan = translate(prepared, project, folder);
  if (plan.network !== null) await cli.must(plan.network);
  for (const volume of plan.volumes) await cli.must(volume);
  for (const { create } of plan.containers) {
    const container = (await cli.must(create)).trim();
    await cli.must(['start', container]);
  }
}

/**
 * Removes the project's containers and network, and its volumes when asked, whichever way made them.
 * `graceful` lets services end by themselves first, as `compose down` does. Throws StandinFailure when something stays.
 */
export async function composeDown(
  cli: DockerCli,
  project: string,
  options: { readonly volumes: boolean; readonly graceful: boolean },
): Promise<void> {
  await removeLabelled(cli, `${PROJECT_LABEL}=${project}`, options);
}

/** Removes what carries a label. See composeDown. */
export async function removeLabelled(
  cli: DockerCli,
  label: string,
  { volumes, graceful }: { readonly volumes: boolean; readonly graceful: boolean },
): Promise<void> {
  const filter = ['--filter', `label=${label}`];
  const containers = words(await cli.must(['ps', '--all', '--quiet', ...filter]));
  if (containers.length > 0) {
    // The engine waits for the service's own grace period, 10 s unless it names another.
    if (graceful) await cli.run(['stop', ...containers]);
    await cli.must(['rm', '--force', '--volumes', ...containers]);
  }
  const networks = words(await cli.must(['network', 'ls', '--quiet', ...filter]));
  if (networks.length > 0) await cli.must(['network', 'rm', ...networks]);
  if (!volumes) return;
  const named = words(await cli.must(['volume', 'ls', '--quiet', ...filter]));
  if (named.length > 0) await cli.must(['volume', 'rm', ...named]);
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
