import { connect, type Socket } from 'node:net';
import { dialTcp, dialUdp, firstLine, frame, unframe, type UdpLink } from './link.ts';
import type { Mirror } from './types.ts';

/** Returns a socket to a mirror's target, dialled by the other agent or from here. Throws when it was refused. */
export async function reachTcp(mirror: Mirror, peerSocket: string): Promise<Socket> {
  if (mirror.via === 'direct') return dialTcp(mirror.target, mirror.port);
  const socket = connect({ path: peerSocket, allowHalfOpen: true });
  socket.on('error', () => undefined);
  socket.write(`${JSON.stringify({ transport: 'tcp', address: mirror.target, port: mirror.port })}\n`);
  const answer = await firstLine(socket);
  if (answer === 'ok') return socket;
  socket.destroy();
  throw new Error(answer);
}

/** Returns a link for one client's datagrams to a mirror's target. `ended` is called when the other side gives it up. */
export function reachUdp(
  mirror: Mirror,
  peerSocket: string,
  answered: (datagram: Buffer) => void,
  ended: () => void,
): UdpLink {
  if (mirror.via === 'direct') return dialUdp(mirror.target, mirror.port, answered);
  const socket = connect({ path: peerSocket });
  socket.on('error', () => undefined);
  socket.on('data', unframe(answered));
  socket.once('close', ended);
  socket.write(`${JSON.stringify({ transport: 'udp', address: mirror.target, port: mirror.port })}\n`);
  return { send: (datagram) => void socket.write(frame(datagram)), close: () => socket.destroy() };
}
