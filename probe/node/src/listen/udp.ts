import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';
import type { ListenSpec } from '@hostnet/core/protocol/probe';
import { notALiteral, notBound, type ListenContext, type Listener } from './listener.ts';

/**
 * Binds one UDP listener. Never rejects: a failed bind or multicast join is a listener with an error.
 * The port is never shared (no SO_REUSEADDR): a second listener would quietly take the first one's datagrams.
 *
 * A reply of a wildcard listener leaves from the address the routes choose: node:dgram does not tell which one a datagram
 * was sent to. On a host with several addresses an asker of another one does not take it for an answer, and its lane ends
 * as lost on the way back; the Go probe replies from the address that was asked (IP_PKTINFO), on Linux.
 */
export function listenUdp(spec: ListenSpec, context: ListenContext): Promise<Listener> {
  const family = isIP(spec.address);
  if (family === 0) return Promise.resolve(notBound(spec, notALiteral(spec.address)));
  return new Promise((resolve) => {
    const socket = createSocket({
      type: family === 6 ? 'udp6' : 'udp4',
      ipv6Only: spec.ipv6Only ?? false,
    });
    let bound = false;
    const fail = (error: unknown): void => {
      socket.close();
      resolve(notBound(spec, error));
    };
    // Once bound, an error is an ICMP answer to one of our replies: the asker's trouble, not the listener's.
    socket.on('error', (error) => {
      if (!bound) fail(error);
    });
    socket.on('message', (data, from) => {
      const nonce = context.echo.openRequest(data);
      if (nonce === null || !context.limit.take()) return;
      context.received(spec, nonce, { address: from.address, port: from.port });
      socket.send(context.echo.reply(nonce), from.port, from.address, () => undefined);
    });
    socket.bind({ address: spec.address, port: spec.port, exclusive: true }, () => {
      try {
        if (spec.multicastGroup !== undefined) {
          socket.addMembership(spec.multicastGroup, spec.multicastInterface);
        }
      } catch (error) {
        fail(error);
        return;
      }
      bound = true;
      const { address, port } = socket.address();
      const close = () => new Promise<void>((closed) => void socket.close(() => closed()));
      resolve({ bound: { id: spec.id, transport: 'udp', address, port }, close });
    });
  });
}
