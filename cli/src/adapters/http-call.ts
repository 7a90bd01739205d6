import { request } from 'node:http';
import { fieldOf, HostnetError } from '@hostnet/node';
import type { Endpoint } from './endpoint.ts';

/** An answer is given up after this many ms of silence, after so many in all however it drips, and above this many bytes. */
const ANSWER_MS = 2500;
const WHOLE_MS = 10_000;
const ANSWER_BYTES = 64 * 1024 * 1024;

/** Endpoints that are spoken to without the docker CLI. */
export type Reachable = Extract<Endpoint, { via: 'socket' | 'tcp' }>;

/** The engine answered with a status that is not 2xx; the text starts with the status, its body follows. */
export class StatusError extends HostnetError {
  override readonly name = 'StatusError';

  constructor(
    readonly status: number,
    body: string,
  ) {
    super(`${status} ${body.slice(0, 300)}`);
  }
}

/** One question. */
export interface Question {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly signal: AbortSignal;
  /** A tar that goes with it; its answer is then a line of JSON for each step, and one of them may be an error. */
  readonly tar?: Uint8Array;
  /** Given up after this many ms of silence; 2500 unless said. */
  readonly silenceMs?: number | undefined;
  /** Given up after this many ms in all; 10,000 unless said. */
  readonly wholeMs?: number | undefined;
  /** Given up above this many bytes; 64 MiB unless said. */
  readonly mostBytes?: number | undefined;
}

/** Returns the JSON of a 2xx answer, null of an empty one. Throws StatusError for another status. */
export function call(endpoint: Reachable, question: Question): Promise<unknown> {
  const { method, path, signal, tar } = question;
  const { silenceMs = ANSWER_MS, wholeMs = WHOLE_MS, mostBytes = ANSWER_BYTES } = question;
  const headers = { Host: 'docker', ...(tar ? { 'Content-Type': 'application/x-tar' } : {}) };
  const where =
    endpoint.via === 'socket' ? { socketPath: endpoint.path } : { host: endpoint.host, port: endpoint.port };
  return new Promise((resolve, reject) => {
    // Which failure it is, is told by the code: an answer that breaks off says no more than "aborted".
    const fail = (error: NodeJS.ErrnoException) => {
      const code = error.code ?? '';
      reject(
        error.message.includes(code)
          ? error
          : new HostnetError(`${code}: ${error.message}`, { cause: error }),
      );
    };
    const req = request({ ...where, method, path, signal, agent: false, headers }, (res) => {
      const chunks: Buffer[] = [];
      let size = 0;
      res.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > mostBytes) req.destroy(new HostnetError('not an engine: its answer is too large'));
        else chunks.push(chunk);
      });
      res.on('error', fail);
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const status = res.statusCode ?? 0;
        if (status < 200 || status > 299) reject(new StatusError(status, text));
        else {
          try {
            resolve(tar ? lastStep(text) : parse(text));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        }
      });
    });
    req.setTimeout(silenceMs, () => req.destroy(new HostnetError('ETIMEDOUT: the engine does not answer')));
    const whole = setTimeout(
      () => req.destroy(new HostnetError('ETIMEDOUT: the engine does not answer to the end')),
      wholeMs,
    );
    req.on('close', () => clearTimeout(whole));
    req.on('error', fail);
    req.end(tar);
  });
}

/** Returns the last step of an answer that is a line of JSON a step. Throws the engine's words where one failed (moby, pkg/jsonmessage). */
function lastStep(text: string): unknown {
  const steps = text.split('\n').filter((line) => line.trim() !== '');
  for (const step of steps.map(parse)) {
    const error = fieldOf(step, 'error');
    if (typeof error === 'string') throw new HostnetError(error);
  }
  return parse(steps.at(-1) ?? '');
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new HostnetError('not an engine: its answer is no JSON');
  }
}
