import { unknown } from '../model/known.ts';
import { APART } from '../testing/ports-report-fixtures.ts';
import { targetsOf, type Where } from './targets.ts';

const OWN: Where = { ...APART, ownStack: true };
const dialled = (address: string, family: 'ipv4' | 'ipv6' | 'dual' | 'unknown', where: Where) =>
  Object.values(targetsOf({ address, family }, where)).map((target) =>
    target.expected === 'no' ? '-' : `${target.address}${target.expected === 'maybe' ? '?' : ''}`,
  );

it.each([
  ['0.0.0.0', 'ipv4', APART, ['127.0.0.1', '-', '192.0.2.7']],
  ['::', 'dual', APART, ['127.0.0.1', '::1', '192.0.2.7']],
  ['::', 'ipv6', APART, ['-', '::1', '-']],
  ['::', 'unknown', APART, ['127.0.0.1?', '::1', '192.0.2.7?']],
  ['127.0.0.1', 'ipv4', APART, ['127.0.0.1', '-', '-']],
  ['::1', 'ipv6', APART, ['-', '::1', '-']],
  ['::ffff:127.0.0.1', 'ipv6', APART, ['127.0.0.1', '-', '-']],
  ['127.0.0.2', 'ipv4', APART, ['127.0.0.1?', '-', '-']],
  ['127.0.0.2', 'ipv4', OWN, ['127.0.0.2', '-', '-']],
  ['192.168.65.3', 'ipv4', APART, ['-', '-', '-']],
  ['192.0.2.7', 'ipv4', OWN, ['192.0.2.7', '-', '192.0.2.7']],
  ['192.0.2.8', 'ipv4', OWN, ['192.0.2.8', '-', '-']],
  ['2001:db8::1', 'ipv6', OWN, ['-', '2001:db8::1', '-']],
  ['fe80::1', 'ipv6', OWN, ['-', '-', '-']],
  ['::1', 'ipv6', { ...APART, ipv6Loopback: false }, ['-', '-', '-']],
  ['0.0.0.0', 'ipv4', { ...APART, lan: unknown('no network') }, ['127.0.0.1', '-', '-']],
] as const)('a listener on %s (%s) is dialled where it can answer', (address, family, where, expected) => {
  expect(dialled(address, family, where)).toEqual(expected);
});

it('gives a reason wherever nothing can answer', () => {
  const { v4, v6, lan } = targetsOf({ address: '::', family: 'ipv6' }, APART);
  expect([v4, v6.expected, lan]).toMatchObject([
    { reason: 'it listens on IPv6 only' },
    'yes',
    { reason: 'it listens on IPv6 only, and the LAN address is IPv4' },
  ]);
});
