import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a server says to a request, and how. */
export interface Lie {
  readonly bytes: Buffer;
  /** `end`: and hangs up. `hang`: and nothing more. `drip`: a byte at a time, without an end. `flood`: again and again. `reset`: and breaks off. */
  readonly how: 'end' | 'hang' | 'drip' | 'flood' | 'reset';
}

/** A server on 127.0.0.1 that lies. */
export interface Liar {
  readonly port: number;
  lie: Lie;
  stop(): Promise<void>;
}

/** Starts a server that says to everybody what `lie` holds. */
export async function startLiar(): Promise<Liar> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    socket.once('data', () => tell(socket, liar.lie));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const liar: Liar = {
    port: (server.address() as AddressInfo).port,
    lie: { bytes: Buffer.alloc(0), how: 'end' },
    async stop() {
      for (const socket of open) socket.destroy();
      await closed(server);
    },
  };
  return liar;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function tell(socket: Socket, { bytes, how }: Lie): void {
  if (how === 'drip') {
    drip(socket, bytes);
    return;
  }
  if (how === 'end') socket.end(bytes);
  else if (how === 'reset') socket.write(bytes, () => socket.resetAndDestroy());
  else socket.write(bytes);
  if (how === 'flood') flood(socket);
}

/** Every 5 ms a byte, from the start again at the end: never silent for long, and never done. */
function drip(socket: Socket, bytes: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    socket.write(bytes.length === 0 ? 'x' : bytes.subarray(at, at + 1));
    at = (at + 1) % Math.max(1, bytes.length);
  }, 5);
  socket.on('close', () => clearInterval(timer));
}

const BLOCK = Buffer.alloc(256 * 1024, 0x20);

/** As much as the other side takes, without an end. */
function flood(socket: Socket): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(BLOCK));
  };
  socket.on('drain', more);
  more();
}
