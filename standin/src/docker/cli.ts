import { execa } from 'execa';
import { StandinFailure } from '../failure.ts';

/** What a `docker` command printed and how it ended. `code` is null when a signal or the time limit ended it. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line client bound to one engine. */
export interface DockerCli {
  /** Environment for children that call `docker` themselves. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Runs `docker ARGS` and returns its result whatever the exit code. Throws when there is no `docker` to run. */
  run(args: readonly string[], options?: CliOptions): Promise<CliResult>;
  /** Runs `docker ARGS` and returns stdout. Throws StandinFailure with the engine's own words when it fails. */
  must(args: readonly string[], options?: CliOptions): Promise<string>;
}

export interface CliOptions {
  /** Default 60 s: `docker cp` of a large image on a busy machine. */
  readonly timeoutMs?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Another program instead of `docker`, for example `docker-compose`. */
  readonly program?: string;
}

/** Returns the environment in which `docker` talks to the given engine, or to the person's own choice when null. */
export function dockerEnv(dockerHost: string | null): NodeJS.ProcessEnv {
  const env = { ...process.env };
  if (dockerHost === null) return env;
  // A context would win over DOCKER_HOST in no version, but a leftover one makes `docker context` commands confusing.
  delete env['DOCKER_CONTEXT'];
  return { ...env, DOCKER_HOST: dockerHost };
}

/** Returns a client for one engine; `dockerHost` null means the person's own context. */
export function dockerCli(dockerHost: string | null): DockerCli {
  const env = dockerEnv(dockerHost);
  const run = async (args: readonly string[], options: CliOptions = {}): Promise<CliResult> => {
    const program = options.program ?? 'docker';
    const result = await execa(program, args, {
      env: { ...env, ...options.env },
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
      timeout: options.timeoutMs ?? 60_000,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    if (result.code === 'ENOENT') {
      throw new StandinFailure(`"${program}" was not found on PATH; install the Docker command line client.`);
    }
    return { code: result.exitCode ?? null, stdout: result.stdout, stderr: result.stderr };
  };
  return {
    env,
    run,
    must: async (args, options) => {
      const result = await run(args, options);
      if (result.code === 0) return result.stdout;
      const said =
        result.stderr.trim() === '' ? 'it did not answer within its time limit' : result.stderr.trim();
      throw new StandinFailure(`"docker ${args.slice(0, 2).join(' ')}" failed: ${said}`);
    },
  };
}
