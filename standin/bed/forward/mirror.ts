import { createSocket, type RemoteInfo } from 'node:dgram';
import { createServer, isIPv6, type Socket } from 'node:net';
import { reachTcp, reachUdp } from './dial.ts';
import { splice, type UdpLink } from './link.ts';
import { isMappedClient } from './proc-net.ts';
import type { Mirror } from './types.ts';

/** A mirror that is open. */
export interface OpenMirror {
  /** What it does now; may be exchanged while it is open, its address and port never. */
  mirror: Mirror;
  /** Stops taking new clients. TCP connections that stand stay, UDP flows end. */
  close(): void;
}

/** What a stranger says on a port it holds by chance: nothing a probe could take for its own listener. */
const STRANGER =
  'HTTP/1.1 403 Forbidden\r\nServer: bed-stranger\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
/** A UDP client silent for this long is forgotten: Linux's nf_conntrack_udp_timeout_stream is 120 s, the bed has fewer clients. */
const FLOW_IDLE_MS = 60_000;

/** Opens a mirror. Throws the system's error (EADDRINUSE: somebody holds the port). */
export function openMirror(mirror: Mirror, peerSocket: string): Promise<OpenMirror> {
  return mirror.transport === 'tcp' ? openTcp(mirror, peerSocket) : openUdp(mirror, peerSocket);
}

function openTcp(mirror: Mirror, peerSocket: string): Promise<OpenMirror> {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true });
  const open: OpenMirror = { mirror, close: () => server.close() };
  server.on('connection', (client) => {
    client.on('error', () => undefined);
    void serve(client, open.mirror, peerSocket);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const { bind: host, port } = mirror;
    server.listen({ host, port, exclusive: true, ipv6Only: isIPv6(host), backlog: 511 }, () => resolve(open));
  });
}

async function serve(client: Socket, mirror: Mirror, peerSocket: string): Promise<void> {
  if (mirror.refuseMapped && isMappedClient('tcp', client.remotePort ?? 0)) {
    client.resetAndDestroy();
    return;
  }
  if (mirror.stranger) {
    client.resume();
    client.end(STRANGER);
    return;
  }
  try {
    splice(client, await reachTcp(mirror, peerSocket));
  } catch {
    client.resetAndDestroy();
  }
}

interface Flow {
  readonly link: UdpLink;
  idle: NodeJS.Timeout;
}

function openUdp(mirror: Mirror, peerSocket: string): Promise<OpenMirror> {
  const socket = createSocket({ type: isIPv6(mirror.bind) ? 'udp6' : 'udp4', ipv6Only: isIPv6(mirror.bind) });
  const flows = new Map<string, Flow>();
  const end = (key: string): void => {
    const flow = flows.get(key);
    if (!flow) return;
    flows.delete(key);
    clearTimeout(flow.idle);
    flow.link.close();
  };
  const open: OpenMirror = {
    mirror,
    close: () => {
      for (const key of [...flows.keys()]) end(key);
      socket.close();
      closed = true;
    },
  };
  let closed = false;
  const answer = (datagram: Buffer, to: RemoteInfo): void => {
    if (!closed && !open.mirror.loseReplies) socket.send(datagram, to.port, to.address, () => undefined);
  };
  socket.on('message', (datagram, from) => {
    if (open.mirror.refuseMapped && isMappedClient('udp', from.port)) return;
    if (open.mirror.stranger) {
      answer(Buffer.from('bed-stranger\n'), from);
      return;
    }
    if (open.mirror.loseRequests) return;
    const key = `${from.address} ${from.port}`;
    const known = flows.get(key);
    if (known) clearTimeout(known.idle);
    const link =
      known?.link ??
      reachUdp(
        open.mirror,
        peerSocket,
        (reply) => answer(reply, from),
        () => end(key),
      );
    flows.set(key, { link, idle: setTimeout(() => end(key), FLOW_IDLE_MS) });
    link.send(datagram);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address: mirror.bind, port: mirror.port, exclusive: true }, () => {
      socket.off('error', reject);
      socket.on('error', () => undefined);
      resolve(open);
    });
  });
}
