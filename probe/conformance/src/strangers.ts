import { createHmac, randomInt } from 'node:crypto';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { formatMessage, macInput, parseMessage, WIRE, type WireMessage } from '@hostnet/core/protocol';
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

/** Opens a TCP server on 127.0.0.1 that treats each connection so; returns its port, a free one unless given. */
export async function tcpStranger(serve: (socket: Socket) => void, at = 0): Promise<number> {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  }).listen(at, '127.0.0.1');
  await once(server, 'listening');
  cleanup(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((closed) => server.close(closed));
  });
  return (server.address() as AddressInfo).port;
}

/** Once the whole request is read, so that a close is a FIN and not, for unread data, an RST. */
export const onRequest = (serve: (socket: Socket, request: Buffer) => void) => (socket: Socket) => {
  let data = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    data = Buffer.concat([data, chunk]);
    if (data.length >= WIRE.messageBytes) serve(socket, data);
  });
};

/** Opens a UDP socket on 127.0.0.1 that treats the n-th datagram (from 1) so; returns its port, a free one unless given. */
export async function udpStranger(
  serve: (data: Buffer, reply: (text: string | Buffer) => void, n: number) => void,
  at = 0,
): Promise<number> {
  const socket = await udpSocket(at);
  let n = 0;
  socket.on('message', (data, from) => {
    n += 1;
    serve(data, (text) => socket.send(text, from.port, from.address), n);
  });
  return socket.address().port;
}

/** Returns a UDP socket bound to a port of 127.0.0.1, a free one unless given. */
export async function udpSocket(at = 0): Promise<UdpSocket> {
  const socket = createSocket('udp4').bind(at, '127.0.0.1');
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

/** No system hands these out by itself (RFC 6335 §6, Linux's ip_local_port_range), so nobody takes one meanwhile. */
const UNHANDED = { first: 20_000, last: 32_767 };

/** Returns a port of 127.0.0.1 that was free a moment ago and that nobody listens on. */
export async function freePort(transport: 'tcp' | 'udp'): Promise<number> {
  for (;;) {
    const port = randomInt(UNHANDED.first, UNHANDED.last + 1);
    if (await (transport === 'tcp' ? bindsTcp(port) : bindsUdp(port))) return port;
  }
}

function bindsTcp(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function bindsUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    socket.on('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => void socket.close(() => resolve(true)));
  });
}
