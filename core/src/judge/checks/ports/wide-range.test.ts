import { containerFixture } from '../../../testing/container-fixture.ts';
import { hostMode, looked } from '../../../testing/port-evidence.ts';
import { wideRange } from './wide-range.ts';

const range = (count: number, addresses = ['']) => ({
  requestedPorts: Array.from({ length: count }, (_, i) =>
    addresses.map((hostAddress) => ({
      transport: 'udp',
      containerPort: 10_000 + i,
      hostAddress,
      hostPort: 10_000 + i,
    })),
  ).flat(),
});

describe('HN0323 wide-range', () => {
  it('fires for more than a hundred published ports', () => {
    expect(wideRange.check(looked({ containers: [containerFixture('sip', range(101))] }))).toMatchObject([
      { severity: 'info', title: 'sip publishes 101 ports one by one' },
    ]);
  });

  it('stays silent on a hundred, on a port of two addresses, and in host mode', () => {
    const containers = [
      containerFixture('a', range(100)),
      containerFixture('b', range(60, ['0.0.0.0', '::'])),
      hostMode('c', range(500)),
    ];
    expect(wideRange.check(looked({ containers }))).toEqual([]);
  });
});
