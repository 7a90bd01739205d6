import { parseAddress, parsePort, parsePortAndTransport, parsePortOf, parseRanges } from './parse.ts';

it.each(['0', '65536', '70000', 'abc', '1-', '-1', '', ' 80', '8e1', '0x50', '80.0', '123456'])(
  '%j is no port',
  (text) => {
    expect(() => parsePort(text)).toThrow(/is no port: expected a whole number from 1 to 65535/);
  },
);

it.each(['0', '1-', '-', '5-1', '1-2-3', '1-65536', '', '80,', ',', '80,,443', '80,x'])(
  '%j is no range',
  (text) => {
    expect(() => parseRanges(text)).toThrow(/is no range|runs backwards/);
  },
);

it('takes what people write', () => {
  expect([parsePort('1'), parsePort('65535'), parsePort('080')]).toEqual([1, 65_535, 80]);
  expect(parseRanges('80,1-65535, 5-5')).toEqual([
    { from: 80, to: 80 },
    { from: 1, to: 65_535 },
    { from: 5, to: 5 },
  ]);
  expect([parsePortAndTransport('53/udp'), parsePortAndTransport('80')]).toEqual([
    { port: 53, transport: 'udp' },
    { port: 80, transport: 'tcp' },
  ]);
  expect([
    parsePortOf('8080', false),
    parsePortOf('8080', true),
    parsePortOf('8080/UDP', false),
    parsePortOf('53/udp', true),
  ]).toEqual([
    { port: 8080, transport: 'tcp' },
    { port: 8080, transport: 'udp' },
    { port: 8080, transport: 'udp' },
    { port: 53, transport: 'udp' },
  ]);
  expect(() => parsePortOf('8080/tcp', true)).toThrow(/leave out --udp, or write 8080\/udp/);
  expect([parseAddress('localhost'), parseAddress('[::1]'), parseAddress('192.0.2.1')]).toEqual([
    '127.0.0.1',
    '::1',
    '192.0.2.1',
  ]);
  expect(() => parseAddress('example.com')).toThrow(/not a name/);
});
