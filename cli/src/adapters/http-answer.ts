import type { ClientRequest, IncomingMessage } from 'node:http';
import { fieldOf, HostnetError } from '@hostnet/node';

/** The engine answered with a status that is not 2xx; the text starts with the status, its body follows. */
export class StatusError extends HostnetError {
  override readonly name = 'StatusError';

  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`${status} ${body.slice(0, 300)}`);
  }
}

/** Whether it is a 2xx. */
export function isGood({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 200 && statusCode <= 299;
}

/** Returns the bytes of a 2xx answer, `mostBytes` at most. Throws StatusError for another status. */
export function bytesOf(req: ClientRequest, res: IncomingMessage, mostBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    res.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) req.destroy(new HostnetError('not an engine: its answer is too large'));
      else chunks.push(chunk);
    });
    res.on('error', reject);
    res.on('end', () => {
      const bytes = Buffer.concat(chunks);
      if (isGood(res)) resolve(bytes);
      else reject(new StatusError(res.statusCode ?? 0, bytes.toString('utf8')));
    });
  });
}

/** Which failure it is, is told by the code: an answer that breaks off says no more than "aborted". */
export function coded(error: NodeJS.ErrnoException): Error {
  const code = error.code ?? '';
  return error.message.includes(code)
    ? error
    : new HostnetError(`${code}: ${error.message}`, { cause: error });
}

/** Returns the engine's own words of a failure: of its JSON the message (Engine API, ErrorResponse), else the whole text. */
export function engineWords(error: unknown): string {
  if (!(error instanceof StatusError)) return error instanceof Error ? error.message : String(error);
  try {
    const message = fieldOf(JSON.parse(error.body), 'message');
    return typeof message === 'string' ? message : error.message;
  } catch {
    return error.message;
  }
}

/** Returns the last step of an answer that is a line of JSON a step. Throws the engine's words where one failed (moby, pkg/jsonmessage). */
export function lastStep(text: string): unknown {
  const steps = text.split('\n').filter((line) => line.trim() !== '');
  for (const step of steps.map(parse)) {
    const error = fieldOf(step, 'error');
    if (typeof error === 'string') throw new HostnetError(error);
  }
  return parse(steps.at(-1) ?? '');
}

/** Returns the JSON of an answer, null of an empty one. */
export function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new HostnetError('not an engine: its answer is no JSON');
  }
}
