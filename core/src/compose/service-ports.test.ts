import { entryOf } from './located.ts';
import { portsOf } from './service-ports.ts';
import { documentOf } from '../testing/compose-texts.ts';

function port(text: string) {
  const [first] = portsOf(entryOf(documentOf(`ports:\n  - ${text}\n`), 'ports')?.value);
  if (!first) throw new Error('no port');
  const { address, published, target, transport, mode, unknown } = first;
  const numbers = [published, target].map((range) => (range ? [range.first, range.last] : null));
  return { address, published: numbers[0], target: numbers[1], transport, mode, unknown };
}
const PLAIN = {
  address: '',
  published: null,
  target: [80, 80],
  transport: 'tcp',
  mode: 'ingress',
  unknown: false,
};

describe('portsOf', () => {
  it.each<[string, Partial<ReturnType<typeof port>>]>([
    ['"80"', {}],
    ['80', {}],
    ['"8080:80"', { published: [8080, 8080] }],
    ['8080:80/udp', { published: [8080, 8080], transport: 'udp' }],
    ['"80/sctp"', { transport: 'other' }],
    ['"9090-9091:8080-8081"', { published: [9090, 9091], target: [8080, 8081] }],
    ['"127.0.0.1:8001:80"', { address: '127.0.0.1', published: [8001, 8001] }],
    ['"127.0.0.1::80"', { address: '127.0.0.1' }],
    ['"127.0.0.1:5000-5010:80"', { address: '127.0.0.1', published: [5000, 5010] }],
    ['"[::1]:6000:80"', { address: '::1', published: [6000, 6000] }],
    ['"::1:6000:80"', { target: null, transport: 'other', unknown: true }],
    [
      '{ target: 80, published: "8080", host_ip: 127.0.0.1, protocol: UDP }',
      { address: '127.0.0.1', published: [8080, 8080], transport: 'udp' },
    ],
    ['{ target: 80, published: 80, mode: host }', { published: [80, 80], mode: 'host' }],
    ['"${P}:80"', { address: '\u0000', unknown: true }],
    ['"${A}:8080:80"', { address: '\u0000', published: [8080, 8080], unknown: true }],
    ['{ target: 80, published: "${P}" }', { unknown: true }],
    ['"nonsense"', { target: null, transport: 'other', unknown: true }],
    ['"99999:80"', {}],
    ['"90-80:80"', {}],
  ])('%s', (text, expected) => {
    expect(port(text)).toEqual({ ...PLAIN, ...expected });
  });
});
