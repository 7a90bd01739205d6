import { parseArgs } from 'node:util';
import { HostnetError } from '@hostnet/node';
import { lineOf } from './errors.ts';

/** Longest path of a unix socket in bytes: sun_path of Linux's unix(7) without its final NUL. */
const SOCKET_PATH_MAX = 107;

/** Where the service listens and keeps its data. */
export interface ServiceArguments {
  readonly socket: string;
  readonly data: string;
}

/** Arguments that do not fit; the message is one sentence for people. */
export class ArgumentsError extends HostnetError {
  override readonly name = 'ArgumentsError';

  constructor(message: string, cause?: unknown) {
    super(message, { exitCode: 2, cause });
  }
}

const USAGE = 'usage: backend [--socket PATH] [--data DIR]';

/** Returns the arguments, defaults filled in. Throws ArgumentsError. */
export function parseArguments(argv: readonly string[]): ServiceArguments {
  const { socket, data } = parse(argv);
  for (const [name, value] of Object.entries({ socket, data })) {
    if (!value.startsWith('/') || value.includes('\0'))
      throw new ArgumentsError(`--${name} must be an absolute path, got ${JSON.stringify(value)}; ${USAGE}.`);
  }
  if (Buffer.byteLength(socket) > SOCKET_PATH_MAX)
    throw new ArgumentsError(
      `--socket must be at most ${SOCKET_PATH_MAX} bytes long; choose a shorter path.`,
    );
  return { socket, data };
}

function parse(argv: readonly string[]): ServiceArguments {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        socket: { type: 'string', default: '/run/guest-services/hostnet.sock' },
        data: { type: 'string', default: '/data' },
      },
      allowPositionals: false,
    });
    return values;
  } catch (error) {
    throw new ArgumentsError(`${lineOf(error).split('.', 1)[0] ?? ''}; ${USAGE}.`, error);
  }
}
