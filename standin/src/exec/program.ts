import { join } from 'node:path';
import type { ExecParams } from '../calls/messages.ts';
import { PROCESS_MARK } from '../lifetime/identity.ts';

/** Which desktop is imitated: Docker Desktop, or Rancher Desktop, which runs the same extensions by other rules. */
export type Profile = 'desktop' | 'rancher';

/** What an `exec` needs to know of the installation. */
export interface ExecContext {
  readonly profile: Profile;
  readonly standinId: string;
  readonly dockerEnv: Readonly<NodeJS.ProcessEnv>;
  /** Container of the first compose service, or null without a VM part. */
  readonly firstContainer: string | null;
  readonly host: { readonly folder: string; readonly names: readonly string[] } | null;
  /** More environment for host binaries, for a scenario. */
  readonly hostEnv: Readonly<Record<string, string>>;
  /** An empty folder that nothing can be found in. */
  readonly emptyFolder: string;
}

/** A program to run: the words we chose, and those of the extension, which a shell may still interpret. */
export interface Program {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** PATH of a graphical program on macOS (docker/for-mac issue 4875): what a host binary can count on. */
const BARE_PATH = '/usr/bin:/bin:/usr/sbin:/sbin';

/**
 * Returns what an exec call runs. Throws Error('extension binary not found') for anything but the base name of a host
 * binary that the extension ships for this platform: there is no search along PATH.
 */
export function programFor(params: ExecParams, context: ExecContext): Program {
  const mark = { [PROCESS_MARK]: context.standinId };
  // Docker leaves open where a command runs (docker/docs issue 21443): here nowhere useful.
  const cwd = params.cwd ?? context.emptyFolder;
  const docker = { cwd, env: { ...context.dockerEnv, ...params.env, ...mark } };
  if (params.target === 'docker')
    return { ours: ['docker'], theirs: [params.cmd, ...params.args], ...docker };
  if (params.target === 'vm') {
    if (context.firstContainer === null) throw new Error('this extension has no VM service');
    return {
      ours: ['docker', 'exec', context.firstContainer],
      theirs: [params.cmd, ...params.args],
      ...docker,
    };
  }
  if (context.host?.names.includes(params.cmd) !== true) throw new Error('extension binary not found');
  return {
    ours: [join(context.host.folder, params.cmd)],
    theirs: params.args,
    cwd,
    env: { ...withoutDocker(process.env), PATH: BARE_PATH, ...context.hostEnv, ...params.env, ...mark },
  };
}

/** A host binary must not find the engine through the stand-in's own settings: Desktop hands it none. */
function withoutDocker(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([key]) => !key.startsWith('DOCKER_')));
}
