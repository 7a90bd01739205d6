import { bridgeSpec } from '../../test/support/spec.ts';
import { BridgeSpec } from './spec.ts';

const range = { id: 's', transport: 'tcp', from: 1, to: 9, waitMs: 10 } as const;
const dial = { lane: 'l', transport: 'udp', address: '10.0.0.1', port: 53 } as const;

describe('BridgeSpec', () => {
  it('takes a session that dials and inspects what is near', () => {
    const spec = bridgeSpec({
      dial: Array.from({ length: 64 }, () => dial),
      inspect: [
        { kind: 'interfaces' },
        { kind: 'icmp', target: '172.17.0.1', raw: false },
        { kind: 'resolve', name: 'host.docker.internal' },
      ],
      lifetimeMs: 15_000,
    });
    expect(BridgeSpec.parse(spec)).toEqual(spec);
  });

  it.each([
    ['vantage', bridgeSpec({ vantage: 'host' })],
    ['stay', bridgeSpec({ stay: true })],
    ['listen', bridgeSpec({ listen: [{ id: 'a', transport: 'tcp', address: '0.0.0.0', port: 0 }] })],
    ['lifetimeMs', bridgeSpec({ lifetimeMs: 15_001 })],
    ['dial', bridgeSpec({ dial: Array.from({ length: 65 }, () => dial) })],
    ['dial.1.address', bridgeSpec({ dial: [dial, { ...dial, address: '1.1.1.1' }] })],
    ['dial.0.spread', bridgeSpec({ dial: [{ ...dial, spread: 'broadcast' }] })],
    ['dial.0.until', bridgeSpec({ dial: [{ ...dial, transport: 'tcp', until: 'connect' }] })],
    ['inspect.0.target', bridgeSpec({ inspect: [{ kind: 'icmp', target: '1.1.1.1', raw: false }] })],
    ['sweep', bridgeSpec({ sweep: [{ ...range, address: '1.1.1.1' }] })],
    ['sweep', bridgeSpec({ sweep: [{ ...range, address: '127.0.0.1' }] })],
    ['sweep', bridgeSpec({ sweep: [] })],
    ['inspect.0.kind', bridgeSpec({ inspect: [{ kind: 'discover', protocol: 'mdns', waitMs: 100 }] })],
    ['inspect.0.kind', bridgeSpec({ inspect: [{ kind: 'arrivals', port: 80, forMs: 100 }] })],
    ['inspect.0.kind', bridgeSpec({ inspect: [{ kind: 'bind', address: '8.8.8.8' }] })],
    ['inspect.0.kind', bridgeSpec({ inspect: [{ kind: 'listeners' }] })],
    ['inspect.0.name', bridgeSpec({ inspect: [{ kind: 'resolve', name: 'example.com' }] })],
  ])('refuses %s', (path, spec) => {
    const parsed = BridgeSpec.safeParse(spec);
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
