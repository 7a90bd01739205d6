import { join } from 'node:path';
import { HostnetError } from '@hostnet/node';
import { makeFolder } from '@hostnet/node/reports';
import { runSession } from '@hostnet/probe-node';
import { buildApp } from './app.ts';
import { parseArguments, type ServiceArguments } from './args.ts';
import { lineOf } from './errors.ts';
import { clearStaleSocket, listenProblem } from './socket.ts';
import { becomeServiceUser, mayChangeUser, shareWithGroup } from './user.ts';
import { VERSION } from './version.ts';

/** From SIGTERM to the end of the process, at most, in ms; the promise is one second. */
const STOP_MS = 800;

function log(line: string): void {
  process.stderr.write(`hostnet: ${line}\n`);
}

function fail(code: number, message: string): never {
  log(message);
  process.exit(code);
}

/** Makes the history's folder; a service without one still has its bridge, so trouble here is told by the routes. */
async function prepareHistory(dir: string): Promise<void> {
  try {
    const made = await makeFolder(dir, 0o770);
    if (process.getuid?.() === 0) shareWithGroup(dir, made);
  } catch (error) {
    log(`no report history: ${lineOf(error)}`);
  }
}

async function serve({ socket, data }: ServiceArguments): Promise<void> {
  process.umask(0o007);
  const reportsDir = join(data, 'reports');
  await prepareHistory(reportsDir);
  const app = buildApp({ reportsDir, runSession, log });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), STOP_MS).unref();
    void app.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  try {
    await clearStaleSocket(socket);
    // The folder decides who reaches the socket: whoever may enter it is meant to, whatever user he runs as.
    await app.listen({ path: socket, readableAll: true, writableAll: true });
  } catch (error) {
    fail(1, await listenProblem(socket, error));
  }
  if (mayChangeUser()) becomeServiceUser();
  log(
    `service ${VERSION} listens on ${socket} as user ${process.getuid?.() ?? '?'}:${process.getgid?.() ?? '?'}`,
  );
}

try {
  await serve(parseArguments(process.argv.slice(2)));
} catch (error) {
  if (error instanceof HostnetError) fail(error.exitCode, error.message);
  fail(1, `the service could not start: ${lineOf(error)}`);
}
