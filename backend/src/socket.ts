import { lstat, stat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { errnoOf, HostnetError } from '@hostnet/node';

/** The socket's path cannot be taken; the message is one sentence for people. */
export class SocketError extends HostnetError {
  override readonly name = 'SocketError';

  constructor(message: string) {
    super(message, { exitCode: 1 });
  }
}

/**
 * Removes a socket that a service which has ended left at `path`. Throws SocketError when somebody answers on it, or
 * something else than a socket is there.
 */
export async function clearStaleSocket(path: string): Promise<void> {
  const found = await lstat(path).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return;
  if (!found.isSocket())
    throw new SocketError(`${path} exists and is not a socket; remove it or choose another --socket.`);
  if (await answers(path))
    throw new SocketError(`Another service listens on ${path}; stop it or choose another --socket.`);
  await unlink(path);
}

/** Returns whether a process listens on the socket: only ECONNREFUSED says that none does (connect(2)). */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => {
      resolve(errnoOf(error) !== 'ECONNREFUSED' && errnoOf(error) !== 'ENOENT');
    });
  });
}

/** Returns one sentence on why the service cannot listen on `path`, with what mends it. */
export async function listenProblem(path: string, error: unknown): Promise<string> {
  if (error instanceof SocketError) return error.message;
  const folder = await stat(dirname(path)).then(
    () => null,
    (missing: unknown) => errnoOf(missing),
  );
  // libuv tells EACCES where bind(2) said ENOENT, as Windows would.
  const errno = folder ?? errnoOf(error);
  switch (errno) {
    case 'EACCES':
    case 'EPERM':
      return `No permission to make the socket ${path}; let user ${process.getuid?.() ?? '?'} write in its folder.`;
    case 'ENOENT':
    case 'ENOTDIR':
      return `The folder of the socket ${path} does not exist; make it or choose another --socket.`;
    case 'EROFS':
      return `The folder of the socket ${path} is read-only; mount it writable or choose another --socket.`;
    default:
      return `The socket ${path} cannot be made (${errno ?? String(error)}); choose another --socket.`;
  }
}
