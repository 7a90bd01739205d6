import { endOf } from './port.ts';

describe('endOf', () => {
  it.each([
    ['ECONNREFUSED', 'tcp', 'closed'],
    ['ECONNREFUSED', 'udp', 'closed'],
    ['ECONNRESET', 'tcp', 'open'],
    ['EPIPE', 'tcp', 'open'],
    ['ECONNRESET', 'udp', 'closed'],
    ['ETIMEDOUT', 'tcp', 'silent'],
    ['EHOSTUNREACH', 'tcp', 'failed'],
    ['UNKNOWN', 'udp', 'failed'],
  ] as const)('%s over %s is %s', (errno, transport, how) => {
    expect(endOf(errno, transport)).toEqual({ how, errno: how === 'failed' ? errno : null });
  });
});
