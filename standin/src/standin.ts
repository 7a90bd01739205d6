import { randomBytes } from 'node:crypto';
import { arch, hostname, platform } from 'node:os';
import { join, resolve } from 'node:path';
import type { Desktop } from './calls/dispatch.ts';
import { THEMES } from './client/themes.ts';
import { clientScript } from './client/script.ts';
import { dockerCli } from './docker/cli.ts';
import { type Profile } from './exec/program.ts';
import { install, type Installed } from './install/install.ts';
import { extensionName } from './install/names.ts';
import { Cleanup } from './lifetime/cleanup.ts';
import { newIdentity } from './lifetime/identity.ts';
import { endMarked, removeLeftovers } from './lifetime/leftovers.ts';
import { Recorder, type Recording } from './recordings.ts';
import { cleanPrefix, engineEndpoint, makeGuestServices, makeWork, socketPathIn } from './state.ts';
import { Channels } from './server/channels.ts';
import { startServer } from './server/server.ts';
import { killVm, projectName, refuseRunning, startVm, stopVm, type Vm } from './vm.ts';
import type { ComposeWay } from './compose/up.ts';

export interface StandinOptions {
  /** Reference of a built extension image that the engine has. */
  readonly image: string;
  readonly profile?: Profile;
  /** `unix:///…` or `tcp://host:port`; without it the person's own DOCKER_HOST or context. */
  readonly dockerHost?: string;
  /** Folder the installation lives in and survives in, volumes included. Without it everything is temporary. */
  readonly stateDir?: string;
  /** Port on 127.0.0.1; without it a free one. */
  readonly port?: number;
  /** Path the tab appears under, default `/ui`; '/' for the root, which hides absolute asset addresses. */
  readonly prefix?: string;
  /** Instead of `<org>_<repo>`, to run the same image twice on one engine. */
  readonly name?: string;
  /** Forces how the VM part is run; without it the best way there is. */
  readonly compose?: ComposeWay;
  /** More environment for host binaries (Scenario.hostEnv). */
  readonly hostEnv?: Readonly<Record<string, string>>;
  /** The engine's own resolver knows host.docker.internal, as a test bed's does; without it containers get an entry. */
  readonly resolvesHost?: boolean;
  /** What an open dialog chooses; without it every dialog is cancelled. */
  readonly chooseFiles?: (properties: unknown) => readonly string[];
}

/** A running stand-in. */
export interface Standin {
  /** Address of the dashboard tab, with the token. */
  readonly url: string;
  readonly token: string;
  readonly installed: Installed;
  /** Compose project and first container of the VM part, or null without one. */
  readonly vm: Vm | null;
  /** Ids of crashed stand-ins whose leftovers were removed before this start. */
  readonly reaped: readonly string[];
  /** Returns what the extension asked of the desktop so far. */
  recordings(): Recording[];
  /** Takes everything down again and returns one sentence for each thing that could not be. Safe to call twice; never throws. */
  stop(): Promise<string[]>;
  /** Kills the services, so that a `stop` under way (or a later one) waits for none of them. Never throws. */
  kill(): Promise<void>;
}

/** Installs an image and runs it as Docker Desktop would. Throws StandinFailure; then nothing stays behind. */
export async function startStandin(options: StandinOptions): Promise<Standin> {
  const cleanup = new Cleanup();
  const mode = { graceful: true };
  try {
    return await start(options, cleanup, mode);
  } catch (error) {
    mode.graceful = false;
    await cleanup.run();
    throw error;
  }
}

async function start(
  options: StandinOptions,
  cleanup: Cleanup,
  mode: { graceful: boolean },
): Promise<Standin> {
  const cli = dockerCli(options.dockerHost ?? null);
  const endpoint = await engineEndpoint(cli, options.dockerHost ?? null);
  const identity = newIdentity();
  const reaped = await removeLeftovers(cli);
  const name = options.name ?? extensionName(options.image);
  const project = projectName(name);
  await refuseRunning(cli, project);
  const work = await makeWork(identity, cleanup);
  const stateDir = options.stateDir === undefined ? work.folder : resolve(options.stateDir);
  const installed = await install(cli, options.image, name, stateDir, identity);

  const guestServices = join(stateDir, 'guest-services', name);
  let vm: Vm | null = null;
  if (installed.vm !== null) {
    await makeGuestServices(guestServices);
    cleanup.add('the VM service', () =>
      stopVm(cli, project, { volumes: options.stateDir === undefined, graceful: mode.graceful }),
    );
    vm = await startVm(cli, installed, {
      project,
      guestServices,
      engineSocket: endpoint.kind === 'unix' ? endpoint.socketPath : '/var/run/docker.sock',
      identity,
      keepVolumes: options.stateDir !== undefined,
      resolvesHost: options.resolvesHost ?? false,
      way: options.compose ?? null,
    });
  }

  const recorder = new Recorder();
  const exec: Desktop['exec'] = {
    profile: options.profile ?? 'desktop',
    standinId: identity.id,
    dockerEnv: cli.env,
    firstContainer: vm?.firstContainer ?? null,
    host: installed.host,
    hostEnv: options.hostEnv ?? {},
    emptyFolder: work.nowhere,
  };
  const socketPath = installed.socket === null ? null : socketPathIn(guestServices, installed.socket);
  const chooseFiles = options.chooseFiles ?? (() => []);
  const desktop = { exec, endpoint, socketPath, recorder, chooseFiles };
  return {
    ...(await serveTab(options, installed, desktop, cleanup)),
    installed,
    vm,
    reaped,
    recordings: () => recorder.all(),
    stop: () => cleanup.run(),
    kill: async () => {
      mode.graceful = false;
      if (vm !== null) await killVm(cli, project).catch(() => undefined);
    },
  };
}

/** Serves the tab, with a token of its own. `cleanup` ends the open pages, the server, and what the pages had started. */
async function serveTab(
  options: StandinOptions,
  installed: Installed,
  desktop: Desktop,
  cleanup: Cleanup,
): Promise<{ readonly url: string; readonly token: string }> {
  const channels = new Channels(desktop);
  cleanup.add('host processes', () => endMarked(desktop.exec.standinId));
  const token = randomBytes(24).toString('base64url');
  const server = await startServer({
    token,
    port: options.port ?? 0,
    prefix: cleanPrefix(options.prefix ?? '/ui'),
    ui: installed.ui,
    channels,
    recordings: () => desktop.recorder.all(),
    clientScript: clientScript({
      profile: desktop.exec.profile,
      image: options.image,
      platform: platform(),
      arch: arch(),
      hostname: hostname(),
      hasVm: installed.vm !== null,
      hasService: installed.socket !== null,
      hasHost: installed.host !== null,
      themes: THEMES,
    }),
  });
  cleanup.add('the server', () => server.close());
  cleanup.add('open pages', () => {
    channels.leaveAll();
    return Promise.resolve();
  });
  return { url: server.url, token };
}
