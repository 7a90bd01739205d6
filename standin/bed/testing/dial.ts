import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';

/** Dials once and returns the answer's text, or the errno, or `silence` after `timeoutMs`. */
export function dial(
  transport: 'tcp' | 'udp',
  address: string,
  port: number,
  timeoutMs = 400,
): Promise<string> {
  return transport === 'tcp' ? dialTcp(address, port, timeoutMs) : dialUdp(address, port, timeoutMs);
}

function dialTcp(host: string, port: number, timeoutMs: number): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ host, port }, () => socket.end('hello'));
    socket.setTimeout(Math.max(timeoutMs, 3000), () => socket.destroy());
    socket.on('data', (part) => (text += part.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    socket.on('close', () => resolve(text || 'silence'));
  });
}

function dialUdp(address: string, port: number, timeoutMs: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    const end = (answer: string): void => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(() => end('silence'), timeoutMs);
    socket.once('message', (datagram) => end(datagram.toString()));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'error'));
    socket.connect(port, address, () => socket.send('hello'));
  });
}
