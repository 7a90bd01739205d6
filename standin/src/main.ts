import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Command, HELP, readArguments } from './arguments.ts';
import { dockerCli } from './docker/cli.ts';
import { messageOf, StandinFailure, UsageFailure } from './failure.ts';
import { install } from './install/install.ts';
import { extensionName } from './install/names.ts';
import { newIdentity } from './lifetime/identity.ts';
import { removeLeftovers } from './lifetime/leftovers.ts';
import { startScenario } from './scenario.ts';
import { startStandin } from './standin.ts';
import { projectName, stopVm } from './vm.ts';

type Serve = Extract<Command, { verb: 'serve' }>;
type Stateful = Extract<Command, { verb: 'install' | 'uninstall' }>;

/** One line on stdout: words for people, a JSON document with --json. */
function say(json: boolean, text: string, event: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${json ? JSON.stringify(event) : text}\n`);
}

function warn(text: string): void {
  process.stderr.write(`standin: ${text}\n`);
}

/** Resolves with the first SIGINT or SIGTERM; a second one calls `force`. */
function untilSignal(force: () => void): { readonly first: Promise<void>; dispose(): void } {
  let seen = 0;
  let resolveFirst: () => void = () => undefined;
  const first = new Promise<void>((done) => (resolveFirst = done));
  const on = () => {
    seen += 1;
    if (seen === 1) resolveFirst();
    else force();
  };
  process.on('SIGINT', on).on('SIGTERM', on).on('SIGHUP', on);
  return {
    first,
    dispose: () => process.off('SIGINT', on).off('SIGTERM', on).off('SIGHUP', on),
  };
}

async function serve(command: Serve): Promise<number> {
  // While it starts there is nothing to wait for less: what is half made then is for the next start to remove.
  const forced = { now: false, act: (): void => process.exit(130) };
  const signals = untilSignal(() => {
    forced.now = true;
    warn('forced: killing the services now.');
    forced.act();
  });
  const scenario = command.scenario === null ? null : await startScenario(command.scenario, command.image);
  try {
    const { dockerHost, stateDir, name } = command;
    const host = scenario?.dockerHost ?? dockerHost;
    const standin = await startStandin({
      image: command.image,
      profile: command.profile,
      port: command.port,
      prefix: command.prefix,
      ...(host === null ? {} : { dockerHost: host }),
      ...(stateDir === null ? {} : { stateDir }),
      ...(name === null ? {} : { name }),
      ...(scenario === null ? {} : { hostEnv: scenario.hostEnv, resolvesHost: true }),
    });
    for (const warning of standin.installed.warnings) warn(warning);
    for (const id of standin.reaped) warn(`removed what the stand-in ${id} had left behind.`);
    const { url, token, vm } = standin;
    say(command.json, `dashboard: ${url}`, { type: 'ready', url, token, vm, pid: process.pid });
    await signals.first;
    forced.act = () => void standin.kill();
    if (forced.now) forced.act();
    const failures = await standin.stop();
    failures.forEach(warn);
    return failures.length === 0 ? 0 : 1;
  } finally {
    await scenario?.stop();
    signals.dispose();
  }
}

async function installOnly(command: Stateful): Promise<number> {
  const cli = dockerCli(command.dockerHost);
  const name = command.name ?? extensionName(command.image);
  const installed = await install(cli, command.image, name, resolve(command.stateDir), newIdentity());
  installed.warnings.forEach(warn);
  say(command.json, `installed: ${installed.folder}`, { type: 'installed', ...installed });
  return 0;
}

async function uninstall(command: Stateful): Promise<number> {
  const cli = dockerCli(command.dockerHost);
  const name = command.name ?? extensionName(command.image);
  await removeLeftovers(cli);
  await stopVm(cli, projectName(name), { volumes: true, graceful: true });
  const folders = ['extensions', 'guest-services'].map((part) => join(resolve(command.stateDir), part, name));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  say(command.json, `uninstalled: ${name}`, { type: 'uninstalled', name });
  return 0;
}

async function main(argv: readonly string[]): Promise<number> {
  try {
    const command = readArguments(argv);
    if (command.verb === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    if (command.verb === 'serve') return await serve(command);
    return await (command.verb === 'install' ? installOnly(command) : uninstall(command));
  } catch (error) {
    warn(messageOf(error));
    if (error instanceof UsageFailure) return 2;
    // Anything else is a fault of the program: then the trace is wanted, but only on request.
    if (!(error instanceof StandinFailure) && process.env['STANDIN_TRACE'] !== undefined)
      console.error(error);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
