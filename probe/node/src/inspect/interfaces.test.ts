import { interfacesFrom } from './interfaces.ts';

describe('interfacesFrom', () => {
  it('keeps names, prefixes and which are internal', () => {
    const lo = { address: '127.0.0.1', netmask: '255.0.0.0', family: 'IPv4' as const, internal: true };
    const eth = {
      address: 'fe80::1',
      netmask: 'ffff:ffff:ffff:ffff::',
      family: 'IPv6' as const,
      internal: false,
      mac: '02:42:ac:11:00:02',
      cidr: 'fe80::1/64',
      scopeid: 2,
    };
    const mac = '00:00:00:00:00:00';
    expect(interfacesFrom({ lo: [{ ...lo, mac, cidr: null }], eth0: [eth] })).toEqual([
      { name: 'lo', mac, addresses: [{ address: '127.0.0.1', prefix: 8, internal: true }] },
      { name: 'eth0', mac: eth.mac, addresses: [{ address: 'fe80::1', prefix: 64, internal: false }] },
    ]);
  });
});
