import { familyOf } from './family.ts';

describe('familyOf', () => {
  it.each([
    ['127.0.0.1', 'ipv4'],
    ['192.0.2.10', 'ipv4'],
    ['::1', 'ipv6'],
    ['::', 'ipv6'],
    ['fe80::1%eth0', 'ipv6'],
    ['::ffff:127.0.0.1', 'ipv4-mapped'],
    ['::FFFF:192.0.2.10', 'ipv4-mapped'],
    ['localhost', null],
    ['host.docker.internal', null],
    ['', null],
  ])('of %j is %s', (address, family) => {
    expect(familyOf(address)).toBe(family);
  });
});
