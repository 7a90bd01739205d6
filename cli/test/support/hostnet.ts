import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Report } from '@hostnet/core';
import type { PrivateEngine } from '@hostnet/standin/bed/engine';

// Whoever runs the tests keeps no reports of them; a test of the history names a folder of its own.
process.env['HOSTNET_HISTORY'] ??= 'off';

/** The launcher of the built hostnet. */
export const HOSTNET = fileURLToPath(new URL('../../bin/hostnet.mjs', import.meta.url));

/** How a finished command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly elapsedMs: number;
}

/** How hostnet is run otherwise than as usual. */
interface HostnetOptions {
  /** Inside its namespace, against it. */
  readonly engine?: PrivateEngine;
  /** Inside this network. */
  readonly network?: Pick<PrivateEngine, 'nsenterArgv'>;
  readonly env?: NodeJS.ProcessEnv;
  /** In this folder. */
  readonly cwd?: string;
  /** Killed after so many ms: its code is null then. */
  readonly atMostMs?: number;
}

/** Runs hostnet to its end. */
export function hostnet(args: readonly string[], options: HostnetOptions = {}): Promise<Ended> {
  const argv = [process.execPath, HOSTNET, ...args];
  const inside = options.network ?? options.engine;
  const [command = '', ...rest] = inside ? inside.nsenterArgv(argv) : argv;
  const env = {
    ...process.env,
    ...(options.engine ? { DOCKER_HOST: options.engine.dockerHost } : {}),
    ...options.env,
  };
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      env,
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.atMostMs,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr, elapsedMs: performance.now() - started }));
  });
}

/** Runs `hostnet diagnose --json` and returns its report, checked against the schema, and how it ended. */
export async function diagnoseJson(
  options: Parameters<typeof hostnet>[1] = {},
  args: readonly string[] = [],
): Promise<{ report: Report; ended: Ended }> {
  const ended = await hostnet(['diagnose', '--json', ...args], options);
  try {
    return { report: Report.parse(JSON.parse(ended.stdout)), ended };
  } catch (error) {
    throw new Error(`no report: exit ${ended.code}\n${ended.stdout}\n${ended.stderr}\n${String(error)}`);
  }
}

/** Everything people read of a report's error and warning findings, in one text. */
export function faultText(report: Report): string {
  return report.findings
    .filter((finding) => finding.severity !== 'info')
    .map((finding) => [finding.code, finding.title, finding.detail, finding.remedy?.text ?? ''].join(' '))
    .join('\n');
}
