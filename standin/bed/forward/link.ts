import { createSocket } from 'node:dgram';
import { connect, isIPv6, type Socket } from 'node:net';
import type { Transport } from './types.ts';

/** First line on a connection between the two agents: what the other side is to dial. */
export interface DialHeader {
  readonly transport: Transport;
  readonly address: string;
  readonly port: number;
}

/** Carries bytes both ways until each side has ended; an error on one side ends the other. */
export function splice(a: Socket, b: Socket): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.pipe(to);
    from.once('error', () => to.destroy());
    from.once('close', () => to.destroySoon());
  }
}

/** Returns a connected TCP socket. Throws the system's error. */
export function dialTcp(address: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, allowHalfOpen: true, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** One client's datagrams to one target. */
export interface UdpLink {
  send(datagram: Buffer): void;
  close(): void;
}

/** Returns a link of its own socket, so that answers find their client. Refusals are dropped, as a forwarder does. */
export function dialUdp(address: string, port: number, answered: (datagram: Buffer) => void): UdpLink {
  const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4' });
  let waiting: Buffer[] | null = [];
  let open = true;
  socket.on('error', () => undefined);
  socket.on('message', answered);
  socket.connect(port, address, () => {
    for (const datagram of waiting ?? []) socket.send(datagram);
    waiting = null;
  });
  return {
    send: (datagram) => {
      if (!open) return;
      if (waiting) waiting.push(datagram);
      else socket.send(datagram, () => undefined);
    },
    close: () => {
      if (!open) return;
      open = false;
      socket.close();
    },
  };
}

/** Returns a datagram with its length before it, for a byte stream. */
export function frame(datagram: Buffer): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(datagram.length);
  return Buffer.concat([head, datagram]);
}

/** Returns a function that takes a stream's parts and calls `each` with every whole datagram. */
export function unframe(each: (datagram: Buffer) => void): (part: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (part) => {
    rest = Buffer.concat([rest, part]);
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE(0)) {
      const length = rest.readUInt16BE(0);
      each(Buffer.from(rest.subarray(2, 2 + length)));
      rest = rest.subarray(2 + length);
    }
  };
}

/** Reads a stream up to its first line and returns it; what follows is put back. Throws when the stream ends before. */
export function firstLine(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let head: Buffer = Buffer.alloc(0);
    const done = (act: () => void): void => {
      socket.off('data', onData);
      socket.off('error', onEnd);
      socket.off('end', onEnd);
      socket.off('close', onEnd);
      socket.pause();
      act();
    };
    const onEnd = (): void => done(() => reject(new Error('ended before its first line')));
    const onData = (part: Buffer): void => {
      head = Buffer.concat([head, part]);
      const at = head.indexOf(10);
      if (at < 0) return;
      done(() => {
        if (at + 1 < head.length) socket.unshift(head.subarray(at + 1));
        resolve(head.subarray(0, at).toString());
      });
    };
    socket.on('data', onData);
    socket.resume();
    socket.once('error', onEnd);
    socket.once('end', onEnd);
    socket.once('close', onEnd);
  });
}
