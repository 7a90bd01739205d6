import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { PortChain, PortsReport } from '@hostnet/core/listening';
import type { PrivateEngine } from '@hostnet/standin/bed/engine';
import { hostnet, type Ended } from './hostnet.ts';

const IMAGE = 'hostnet/host-networking:latest';

/** Source of a web server for a container or a process: `ADDRESS PORT [v6only]` for each of its sockets, or it dies as Node does. */
const SERVER = `
const http = require('node:http');
process.on('SIGTERM', () => process.exit(0));
const asked = process.argv.slice(1).map((text) => text.split(' '));
let left = asked.length;
for (const [host, port, only] of asked) {
  const server = http.createServer((q, r) => r.end('hello from ' + host + '\\n'));
  server.listen({ host, port: Number(port), ipv6Only: only === 'v6only' }, () => { if (--left === 0) console.log('listening'); });
}
`;

/** Anything that runs docker commands to their end. */
export type Docker = (args: readonly string[]) => Promise<{ code: number; stdout: string; stderr: string }>;

/** Starts a container that serves on these sockets and resolves when it listens. `more` are further arguments of `docker run`. */
export async function serve(
  docker: Docker,
  name: string,
  sockets: readonly string[],
  more: readonly string[] = ['--network', 'host'],
): Promise<void> {
  await start(docker, name, sockets, more);
  await waitFor(async () => (await docker(['logs', name])).stdout.includes('listening'));
}

/** The same for a container that is meant to fail: resolves when it has ended. */
export async function serveAndFail(docker: Docker, name: string, sockets: readonly string[]): Promise<void> {
  await start(docker, name, sockets, ['--network', 'host']);
  const state = () => docker(['inspect', '--format', '{{.State.Status}}', name]);
  await waitFor(async () => (await state()).stdout.trim() === 'exited');
}

async function start(docker: Docker, name: string, sockets: readonly string[], more: readonly string[]) {
  const args = ['run', '--detach', '--name', name, ...more, IMAGE, 'node', '-e', SERVER, ...sockets];
  const ran = await docker(args);
  if (ran.code !== 0) throw new Error(ran.stderr);
}

/** Starts the same server as a plain process, inside the engine's network when one is given; resolves when it listens. */
export async function stranger(sockets: readonly string[], engine?: PrivateEngine): Promise<ChildProcess> {
  const argv = [process.execPath, '-e', SERVER, ...sockets];
  const [command = '', ...args] = engine ? engine.nsenterArgv(argv) : argv;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

/** Ends a process and resolves when it has. */
export async function end(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

/** Runs `hostnet port N --json` and returns the chain, checked against its schema. */
export async function explain(
  args: readonly string[],
  options: Parameters<typeof hostnet>[1],
): Promise<{ chain: PortChain; ended: Ended; status: Record<string, string> }> {
  const ended = await hostnet(['port', '--json', ...args], options);
  const chain = parsed(ended, (json) => PortChain.parse(json));
  return { chain, ended, status: Object.fromEntries(chain.links.map((link) => [link.id, link.status])) };
}

/** Runs `hostnet ports --json` and returns the report, checked against its schema. */
export async function list(
  options: Parameters<typeof hostnet>[1],
): Promise<{ report: PortsReport; ended: Ended }> {
  const ended = await hostnet(['ports', '--json'], options);
  return { report: parsed(ended, (json) => PortsReport.parse(json)), ended };
}

function parsed<T>(ended: Ended, parse: (json: unknown) => T): T {
  try {
    return parse(JSON.parse(ended.stdout));
  } catch (error) {
    throw new Error(`exit ${ended.code}\n${ended.stdout}\n${ended.stderr}\n${String(error)}`);
  }
}

/** Resolves when `test` is true; throws after 20 s. */
export async function waitFor(test: () => Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await test())) {
    if (performance.now() - began > 20_000) throw new Error('waited 20 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
