import { createHmac } from 'node:crypto';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { formatMessage, macInput, parseMessage, type WireMessage } from '@hostnet/core/protocol';
import { cleanup } from './cleanup.ts';
import { TOKEN } from './driver.ts';

/** Returns a message of the echo, signed by `token`. */
export function signed(kind: WireMessage['kind'], nonce: string, token = TOKEN): string {
  const mac = createHmac('sha256', Buffer.from(token, 'hex')).update(macInput(kind, nonce)).digest('hex');
  return formatMessage({ kind, nonce, mac });
}

/** Returns the right reply to a request that arrived. Throws when it is none. */
export function replyTo(data: Buffer): string {
  const request = parseMessage(data.toString('latin1'));
  if (request?.kind !== 'request') throw new Error(`not a request: ${data.toString('latin1')}`);
  return signed('reply', request.nonce);
}

/** Opens a TCP server on 127.0.0.1 that treats each connection so; returns its port. */
export async function tcpStranger(serve: (socket: Socket) => void): Promise<number> {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanup(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((closed) => server.close(closed));
  });
  return (server.address() as AddressInfo).port;
}

/** Opens a UDP socket on 127.0.0.1 that treats the n-th datagram (from 1) so; returns its port. */
export async function udpStranger(
  serve: (data: Buffer, reply: (text: string | Buffer) => void, n: number) => void,
): Promise<number> {
  const socket = await udpSocket();
  let n = 0;
  socket.on('message', (data, from) => {
    n += 1;
    serve(data, (text) => socket.send(text, from.port, from.address), n);
  });
  return socket.address().port;
}

/** Returns a UDP socket bound to a free port of 127.0.0.1. */
export async function udpSocket(): Promise<UdpSocket> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  cleanup(() => socket.close());
  return socket;
}

/** Sends datagrams to 127.0.0.1 and returns all that came back before `quietMs` passed without another. */
export async function ask(
  port: number,
  texts: readonly (string | Buffer)[],
  quietMs: number,
): Promise<Buffer[]> {
  const socket = await udpSocket();
  const answers: Buffer[] = [];
  const quiet = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, quietMs);
    socket.on('message', (data: Buffer) => {
      answers.push(data);
      timer.refresh();
    });
  });
  for (const text of texts) socket.send(text, port, '127.0.0.1');
  await quiet;
  return answers;
}

/** How a TCP conversation ended. */
export interface Talk {
  readonly answer: string;
  /** `end` for an orderly FIN, else the errno. */
  readonly end: string;
}

/** Connects to 127.0.0.1, says `text` in these pieces, and returns what came until the other side ended. */
export function talk(port: number, pieces: readonly (string | Buffer)[]): Promise<Talk> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: true });
    let answer = '';
    const finish = (end: string): void => {
      socket.destroy();
      resolve({ answer, end });
    };
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text;
      if (answer.endsWith('\n')) socket.end();
    });
    socket.on('end', () => finish('end'));
    socket.on('error', (error: NodeJS.ErrnoException) => finish(error.code ?? 'UNKNOWN'));
    socket.on('connect', () => {
      const say = (i: number): void => {
        const piece = pieces[i];
        if (piece !== undefined) socket.write(piece, () => setTimeout(() => say(i + 1), 20));
      };
      say(0);
    });
    cleanup(() => socket.destroy());
  });
}

/** Returns a port of 127.0.0.1 that was free a moment ago and that nobody listens on. */
export async function freePort(transport: 'tcp' | 'udp'): Promise<number> {
  if (transport === 'udp') {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    await new Promise<void>((closed) => void socket.close(() => closed()));
    return port;
  }
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
