import { request, type ClientRequest } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import { HostnetError } from '@hostnet/node';
import type { Endpoint } from './endpoint.ts';
import { bytesOf, coded, isGood, lastStep, parse } from './http-answer.ts';

/** An answer is given up after this many ms of silence, after so many in all however it drips, and above this many bytes. */
const ANSWER_MS = 2500;
const WHOLE_MS = 10_000;
const ANSWER_BYTES = 64 * 1024 * 1024;

/** Endpoints that are spoken to without the docker CLI. */
export type Reachable = Extract<Endpoint, { via: 'socket' | 'tcp' }>;

/** One question. */
export interface Question {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly signal: AbortSignal;
  /** JSON that goes with it. */
  readonly json?: unknown;
  /** A tar that goes with it; its answer is then a line of JSON for each step, and one of them may be an error. */
  readonly tar?: Uint8Array;
  /** Given up after this many ms of silence; 2500 unless said, 0 for never. */
  readonly silenceMs?: number | undefined;
  /** Given up after this many ms in all; 10,000 unless said, 0 for never. */
  readonly wholeMs?: number | undefined;
  /** Given up above this many bytes; 64 MiB unless said. */
  readonly mostBytes?: number | undefined;
}

/** Returns the JSON of a 2xx answer, null of an empty one. Throws StatusError for another status. */
export async function call(endpoint: Reachable, question: Question): Promise<unknown> {
  const text = (await callForBytes(endpoint, question)).toString('utf8');
  return question.tar ? lastStep(text) : parse(text);
}

/** Returns the bytes of a 2xx answer. Throws StatusError for another status. */
export function callForBytes(endpoint: Reachable, question: Question): Promise<Buffer> {
  const { mostBytes = ANSWER_BYTES } = question;
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(coded(error));
    const req = ask(endpoint, question, {});
    req.on('response', (res) => void bytesOf(req, res, mostBytes).then(resolve, fail));
    req.on('error', fail);
  });
}

/**
 * Returns the connection of a question that becomes a stream, such as what a container prints. Its other end learns when it is
 * closed. Throws StatusError for another status than 101 and 2xx.
 */
export function callForStream(endpoint: Reachable, question: Question): Promise<Readable> {
  const { mostBytes = ANSWER_BYTES } = question;
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(coded(error));
    const req = ask(
      endpoint,
      { ...question, silenceMs: 0, wholeMs: 0 },
      { Connection: 'Upgrade', Upgrade: 'tcp' },
    );
    req.on('upgrade', (_res, socket: Duplex, head) => {
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    // An engine may open it without the change of protocol (Engine API, ContainerAttach, "Hijacking").
    req.on('response', (res) => {
      if (isGood(res)) resolve(res);
      else void bytesOf(req, res, mostBytes).then(() => undefined, fail);
    });
    req.on('error', fail);
  });
}

function ask(endpoint: Reachable, question: Question, headers: Record<string, string>): ClientRequest {
  const { method, path, signal, json, tar, silenceMs = ANSWER_MS, wholeMs = WHOLE_MS } = question;
  const where =
    endpoint.via === 'socket' ? { socketPath: endpoint.path } : { host: endpoint.host, port: endpoint.port };
  const type = tar ? 'application/x-tar' : json === undefined ? null : 'application/json';
  const all = { Host: 'docker', ...(type === null ? {} : { 'Content-Type': type }), ...headers };
  const req = request({ ...where, method, path, signal, agent: false, headers: all });
  if (silenceMs > 0) req.setTimeout(silenceMs, () => giveUp(req));
  if (wholeMs > 0) {
    const late = new HostnetError('ETIMEDOUT: the engine does not answer to the end');
    const whole = setTimeout(() => req.destroy(late), wholeMs);
    req.on('close', () => clearTimeout(whole));
  }
  req.end(tar ?? (json === undefined ? undefined : JSON.stringify(json)));
  return req;
}

/** Gives a silent question up, unless its answer has come while this process was too busy to read it: timers are looked at first. */
function giveUp(req: ClientRequest): void {
  const soFar = (): string =>
    `${req.socket?.connecting} ${req.socket?.bytesRead} ${req.socket?.bytesWritten}`;
  const was = soFar();
  setImmediate(() => {
    if (soFar() === was) req.destroy(new HostnetError('ETIMEDOUT: the engine does not answer'));
  });
}
