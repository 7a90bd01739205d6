import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Leaving } from './leaving.ts';

describe('Leaving', () => {
  let server: Server;
  const connected = async (serve: (peer: Socket) => void) => {
    server = createServer({ allowHalfOpen: true }, serve).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect({
      port: (server.address() as AddressInfo).port,
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    await once(socket, 'connect');
    return socket;
  };
  afterEach(() => new Promise((closed) => server.close(closed)));

  it('drops what comes and closes when the peer has', async () => {
    let heard = '';
    const socket = await connected((peer: Socket) => {
      peer.on('error', (error) => (heard = error.message)).on('end', () => (heard = 'end'));
      peer.end(Buffer.alloc(1 << 20)).resume();
    });
    const leaving = new Leaving(new AbortController().signal);
    leaving.leave(socket);
    await leaving.over();
    expect(socket.destroyed).toBe(true);
    await new Promise((closed) => server.close(closed).once('close', closed));
    expect(heard).toBe('end');
    server = createServer().listen(0);
  });

  it('closes at once when it is aborted', async () => {
    const socket = await connected((peer: Socket) => {
      peer
        .on('error', () => undefined)
        .on('end', () => peer.end())
        .resume();
    });
    const stop = new AbortController();
    stop.abort();
    const leaving = new Leaving(stop.signal);
    leaving.leave(socket);
    expect(socket.destroyed).toBe(true);
    await leaving.over();
  });
});
