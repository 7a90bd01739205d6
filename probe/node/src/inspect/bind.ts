import { createServer, isIP } from 'node:net';
import type { Carried } from './carried.ts';
import { errnoOf, messageOf } from '../errno.ts';

/** Returns whether a TCP socket can be bound to `address` here: whether the address is this namespace's own. */
export function tryBind(address: string): Promise<Carried> {
  if (isIP(address) === 0) {
    const reason = `${address} is not a literal IP address`;
    return Promise.resolve({ status: 'not-measured', reason, errno: 'EINVAL' });
  }
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', (error) => {
      const errno = errnoOf(error);
      const absent = errno === 'EADDRNOTAVAIL' || errno === 'EAFNOSUPPORT';
      resolve({ status: absent ? 'not-carried' : 'not-measured', reason: messageOf(error), errno });
    });
    server.listen({ host: address, port: 0, exclusive: true }, () =>
      server.close(() => resolve({ status: 'carried', reason: null, errno: null })),
    );
  });
}
