import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../errors.ts';

/** Connections at once; Desktop's proxy needs a few. */
export const MAX_CONNECTIONS = 64;
/** Reports that are being received at once: each takes some 15 MB while it is read and checked. */
export const MAX_UPLOADS = 4;

/**
 * Holds the service to what its memory allows: so many connections, so many uploads, and `requestMs` for a request to come whole
 * however it drips.
 */
export function addLimits(app: FastifyInstance, requestMs: number): void {
  limitConnections(app.server, requestMs);
  let uploads = 0;
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'POST' || request.url.split('?', 1)[0] !== '/reports') {
      done();
      return;
    }
    if (uploads >= MAX_UPLOADS) {
      // What it sends on is not read: the connection ends with the answer.
      reply.header('connection', 'close');
      done(busy());
      return;
    }
    uploads += 1;
    reply.raw.once('close', () => (uploads -= 1));
    done();
  });
}

/** Node's own limits need a look at all connections again and again, by an idle service too; here each has its timer. */
function limitConnections(server: Server, requestMs: number): void {
  server.maxConnections = MAX_CONNECTIONS;
  const timers = new WeakMap<Socket, NodeJS.Timeout>();
  const disarm = (socket: Socket): void => clearTimeout(timers.get(socket));
  const arm = (socket: Socket): void => {
    disarm(socket);
    if (!socket.destroyed) timers.set(socket, setTimeout(() => socket.destroy(), requestMs).unref());
  };
  server.on('connection', (socket: Socket) => {
    arm(socket);
    socket.once('close', () => disarm(socket));
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    if (length === undefined && encoding === undefined) disarm(socket);
    else request.once('end', () => disarm(socket));
    response.once('close', () => arm(socket));
  });
}

function busy(): ApiError {
  return new ApiError(
    429,
    'too-many-reports',
    `${MAX_UPLOADS} reports are being stored already.`,
    'Wait until one is stored, then try again.',
    { headers: { 'retry-after': '1' } },
  );
}
