import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { onAbort } from '../abort.ts';
import { errnoOf } from '../errno.ts';
import type { Leaving } from '../leaving.ts';
import type { PortEnd } from './lines.ts';

/** One port of one address. */
export interface PortTarget {
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
  readonly waitMs: number;
}

/**
 * How a try ended; `local` is the own port of one that was answered from this very address, `cut` an open port that reset
 * the connection at once. Null when aborted.
 */
export type Tried = (PortEnd & { readonly local: number | null; readonly cut: boolean }) | null;

/**
 * All a UDP port is sent: an empty line. It is too short to be a request of any protocol with a header, and an empty line
 * asks a protocol of text for nothing; an empty datagram would look like an end of file to some programs.
 */
const QUESTION = Buffer.from('\n');

const end = (how: PortEnd['how'], errno: string | null = null, local: number | null = null): Tried => ({
  how,
  errno,
  local,
  cut: false,
});

/** Returns what an errno says of a port. After ECONNRESET and EPIPE over TCP there was a handshake. */
export function endOf(errno: string, transport: 'tcp' | 'udp'): PortEnd {
  const said = (how: PortEnd['how']): PortEnd => ({ how, errno: how === 'failed' ? errno : null });
  if (errno === 'ECONNREFUSED') return said('closed');
  // Winsock's word for ICMP port unreachable.
  if (errno === 'ECONNRESET' || errno === 'EPIPE') return said(transport === 'udp' ? 'closed' : 'open');
  return said(errno === 'ETIMEDOUT' ? 'silent' : 'failed');
}

/** Connects, and says nothing; an open connection is left to `leaving`. */
export function tryTcpPort(target: PortTarget, leaving: Leaving, signal: AbortSignal): Promise<Tried> {
  const { address, family, port, waitMs } = target;
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, family });
    let over = false;
    const finish = (tried: Tried, close: () => void = () => socket.destroy()): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      off();
      close();
      resolve(tried);
    };
    const timer = setTimeout(() => finish(end('silent')), waitMs);
    socket.on('connect', () => {
      const here = socket.localAddress === socket.remoteAddress ? (socket.localPort ?? null) : null;
      // A socket that met itself has no other side that a reset could hurt, nor one that would end.
      const close = here === port ? () => socket.resetAndDestroy() : () => leaving.leave(socket);
      finish(end('open', null, here), close);
    });
    socket.on('error', (error) => {
      const ended = endOf(errnoOf(error), 'tcp');
      finish({ ...ended, local: null, cut: ended.how === 'open' });
    });
    let off = (): void => undefined;
    off = onAbort(signal, () => finish(null));
  });
}

/** Sends one datagram from a connected socket, so that the system hands ICMP errors to it (udp(7)). */
export function tryUdpPort(target: PortTarget, signal: AbortSignal): Promise<Tried> {
  const { address, family, port, waitMs } = target;
  return new Promise((resolve) => {
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    let over = false;
    let here: number | null = null;
    let off = (): void => undefined;
    const finish = (tried: Tried): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      off();
      socket.close();
      resolve(tried);
    };
    const failed = (error: unknown): void =>
      finish({ ...endOf(errnoOf(error), 'udp'), local: null, cut: false });
    const timer = setTimeout(() => finish(end('silent')), waitMs);
    socket.on('message', () => finish(end('open', null, here)));
    socket.on('error', failed);
    off = onAbort(signal, () => finish(null));
    if (signal.aborted) return;
    // No callback to connect: it would hear failures too, which belong to 'error'.
    socket.once('connect', () => {
      if (over) return;
      const own = socket.address();
      here = own.address === socket.remoteAddress().address ? own.port : null;
      // What would hear its own question: nobody else can listen there.
      if (here === port) finish(end('closed'));
      else socket.send(QUESTION, (error) => (error ? failed(error) : undefined));
    });
    socket.connect(port, address);
  });
}
