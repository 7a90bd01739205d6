import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dialTcp, dialUdp, firstLine, frame, splice, unframe, type DialHeader } from './link.ts';

/** Listens on a unix socket and dials, from this process's network namespace, what the other agent asks for. */
export function openExit(path: string): Promise<Server> {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    socket.on('error', () => undefined);
    void firstLine(socket).then(
      (line) => dial(socket, JSON.parse(line) as DialHeader),
      () => socket.destroy(),
    );
  });
  // Left by an agent that was ended at once.
  rmSync(path, { force: true });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

async function dial(socket: Socket, to: DialHeader): Promise<void> {
  if (to.transport === 'udp') {
    const link = dialUdp(to.address, to.port, (datagram) => void socket.write(frame(datagram)));
    socket.on('data', unframe(link.send));
    socket.once('end', () => socket.end());
    socket.once('close', link.close);
    socket.resume();
    return;
  }
  try {
    const upstream = await dialTcp(to.address, to.port);
    socket.write('ok\n');
    splice(socket, upstream);
  } catch (error) {
    socket.end(`${(error as NodeJS.ErrnoException).code ?? 'EIO'}\n`);
  }
}
