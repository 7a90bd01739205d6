import { listenersFrom } from './namespace-listeners.ts';

const socket = (address: string, port: number, transport: 'tcp' | 'udp' = 'tcp') => ({
  transport,
  address,
  port,
  uid: 0,
});

describe('listenersFrom', () => {
  it('leaves out our own ports and keeps the rest', () => {
    const found = listenersFrom([socket('0.0.0.0', 80), socket('0.0.0.0', 21000)], new Set([21000]));
    expect(found).toEqual([
      { ...socket('0.0.0.0', 80), family: 'ipv4', container: null, process: null, pid: null },
    ]);
  });

  it('does not guess whether a listener on :: hears IPv4', () => {
    const families = listenersFrom(
      [socket('::', 1), socket('::1', 2), socket('127.0.0.1', 3, 'udp')],
      new Set(),
    );
    expect(families.map((l) => l.family)).toEqual(['unknown', 'ipv6', 'ipv4']);
  });
});
