import { Agent, request } from 'node:http';
import { connect } from 'node:net';

/** One request, as it goes out. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One answer; null where the connection broke off. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** Returns what asks the server on a unix socket over a few connections, and closes them. */
export function asker(socketPath: string): {
  ask: (asked: Asked) => Promise<Answered | null>;
  close: () => void;
} {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const ask = ({ method, path, headers, body }: Asked): Promise<Answered | null> =>
    new Promise((resolve) => {
      const call = request({
        socketPath,
        agent,
        method,
        path,
        headers: { ...headers, 'content-length': body.length },
      });
      call.on('error', () => resolve(null));
      call.on('response', (answer) => {
        let text = '';
        answer.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
        answer.on('error', () => resolve(null));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
      });
      call.end(body);
    });
  return { ask, close: () => agent.destroy() };
}

/** Writes raw bytes and returns all that comes back until the other side ends, at most `mostMs`. */
export function raw(socketPath: string, pieces: readonly Buffer[], mostMs: number): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(socketPath, () => {
      for (const piece of pieces) socket.write(piece);
      socket.end();
    });
    const timer = setTimeout(() => socket.destroy(), mostMs);
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
  });
}
