import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A socket that sends datagrams to one port, and counts what comes and goes. */
export interface Sender {
  readonly socket: UdpSocket;
  sent: number;
  came: number;
  /** Datagrams that came. */
  answers: number;
  send(data: Buffer): Promise<void>;
  close(): void;
}

/** Returns a sender to that port of 127.0.0.1. */
export async function sender(port: number): Promise<Sender> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const self: Sender = {
    socket,
    sent: 0,
    came: 0,
    answers: 0,
    send: (data) =>
      new Promise((resolve, reject) => {
        socket.send(data, port, '127.0.0.1', (error) => {
          if (error) reject(error);
          self.sent += data.length;
          resolve();
        });
      }),
    close: () => socket.close(),
  };
  socket.on('message', (data: Buffer) => {
    self.came += data.length;
    self.answers += 1;
  });
  return self;
}

/** What a stranger does with a connection. */
export interface Visit {
  readonly pieces: readonly Buffer[];
  /** In ms, between two pieces. */
  readonly every: number;
  /** `stay`: says nothing more and waits. */
  readonly then: 'end' | 'reset' | 'stay';
}

/** How a visit went: what came back, and how long until the other side had ended, in ms. */
export interface Visited {
  readonly came: number;
  readonly tookMs: number;
}

/** Connects, says the pieces, and waits until the connection is over, at most `mostMs`. */
export function visit(port: number, { pieces, every, then }: Visit, mostMs: number): Promise<Visited> {
  const started = performance.now();
  return new Promise((resolve) => {
    let came = 0;
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    const timer = setTimeout(() => socket.destroy(), mostMs);
    socket.on('data', (data: Buffer) => (came += data.length));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({ came, tookMs: performance.now() - started });
    });
    socket.on('connect', () => {
      void (async () => {
        for (const piece of pieces) {
          if (socket.destroyed) return;
          socket.write(piece);
          if (every > 0) await pause(every);
        }
        if (then === 'end') socket.end();
        if (then === 'reset') socket.resetAndDestroy();
      })();
    });
  });
}
