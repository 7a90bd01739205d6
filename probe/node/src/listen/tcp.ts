import { createServer, isIP, type AddressInfo, type Socket } from 'node:net';
import { WIRE, type ListenSpec } from '@hostnet/core/protocol/probe';
import { LISTEN_LIMITS } from './limits.ts';
import { notALiteral, notBound, type ListenContext, type Listener } from './listener.ts';

/** Binds one TCP listener. Never rejects: a failed bind is a listener with an error. */
export function listenTcp(spec: ListenSpec, context: ListenContext): Promise<Listener> {
  if (isIP(spec.address) === 0) return Promise.resolve(notBound(spec, notALiteral(spec.address)));
  return new Promise((resolve) => {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      serve(socket, spec, context),
    );
    server.on('error', (error) => resolve(notBound(spec, error)));
    try {
      server.listen(
        { host: spec.address, port: spec.port, ipv6Only: spec.ipv6Only ?? false, exclusive: true },
        () => {
          const { address, port } = server.address() as AddressInfo;
          const close = () => new Promise<void>((closed) => server.close(() => closed()));
          resolve({ bound: { id: spec.id, transport: 'tcp', address, port }, close });
        },
      );
    } catch (error) {
      resolve(notBound(spec, error));
    }
  });
}

const TAG = Buffer.from(`${WIRE.requestTag} `, 'latin1');

/** Whether `data` can still become a request. */
function maybeRequest(data: Buffer): boolean {
  const length = Math.min(data.length, TAG.length);
  return data.subarray(0, length).equals(TAG.subarray(0, length));
}

/** Reads one message, answers it when it is authentic, and closes in order: the peer's FIN first, then ours. */
function serve(socket: Socket, spec: ListenSpec, context: ListenContext): void {
  const from = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
  context.connections.add(socket);
  let data: Buffer = Buffer.alloc(0);
  let read = 0;
  let decided = false;
  let timer = setTimeout(() => refuse(), LISTEN_LIMITS.requestMs);

  const decide = (): void => {
    decided = true;
    clearTimeout(timer);
    timer = setTimeout(() => socket.destroy(), LISTEN_LIMITS.finMs);
  };
  /** A stranger is closed with FIN, not RST: what is still unread is drained up to a bound. */
  const refuse = (): void => {
    decide();
    socket.end();
  };
  const answer = (nonce: string): void => {
    decide();
    context.connections.trust(socket);
    context.received(spec, nonce, from);
    socket.write(context.echo.reply(nonce));
  };

  socket.on('data', (chunk) => {
    read += chunk.length;
    if (read > LISTEN_LIMITS.strangerBytes) {
      socket.destroy();
      return;
    }
    if (decided) return;
    data = Buffer.concat([data, chunk]);
    if (!maybeRequest(data) || data.length > WIRE.messageBytes) {
      refuse();
      return;
    }
    if (data.length < WIRE.messageBytes) return;
    const nonce = context.echo.openRequest(data);
    if (nonce !== null && context.limit.take()) answer(nonce);
    else refuse();
  });
  socket.on('end', () => socket.end());
  socket.on('error', () => socket.destroy());
  socket.on('close', () => clearTimeout(timer));
}
