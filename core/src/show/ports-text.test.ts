import { explainPort } from '../judge/port-chain/chain.ts';
import { listenerFixture, portsFixture, reachFixture } from '../testing/ports-report-fixtures.ts';
import { renderPortChain } from './ports-chain.ts';
import { renderPorts } from './ports-text.ts';

const PLAIN = { colour: false, width: 100 };
const lan = reachFixture({ address: '192.0.2.7' });

describe('the table of ports', () => {
  it('fits the terminal: the reason goes to a line of its own where there is no room', () => {
    const listeners = [
      listenerFixture({ address: '::', family: 'ipv6', container: { id: 'x', name: 'n'.repeat(60) } }),
    ];
    const report = portsFixture({ listeners, reach: [reachFixture({ address: '::1' })] });
    for (const width of [40, 60, 80, 120, 200]) {
      const lines = renderPorts(report, { colour: false, width }).split('\n');
      const table = lines.filter((line) => /nginx +8080\/tcp/.test(line));
      expect(table).toHaveLength(1);
      if (width >= 120) expect(lines.every((line) => line.length <= width)).toBe(true);
      expect(lines.join('\n')).toMatch(/IPv6 only/);
    }
  });

  it('marks what answers, what cannot, what failed and what was not measured', () => {
    const listeners = [
      listenerFixture(),
      listenerFixture({ port: 53, transport: 'udp', container: null, process: null }),
    ];
    const text = renderPorts(
      portsFixture({ listeners, reach: [reachFixture(), { ...lan, outcome: 'refused' }] }),
      PLAIN,
    );
    expect(text).toContain('2 sockets of 1 container and of the machine itself.');
    expect(text).toMatch(/^web +nginx +8080\/tcp +0\.0\.0\.0 +✓ +– +✗ refused +192\.0\.2\.7 refuses/m);
    expect(text).toMatch(/^– +\? +53\/udp +0\.0\.0\.0 +\? +– +\?/m);
  });

  it('says why when host mode could not be looked into, and what to do', () => {
    const report = portsFixture({ listeners: null, ports: { owners: 'none', ownersReason: 'No image.' } });
    const text = renderPorts(
      { ...report, hostNetworking: { ...report.hostNetworking, remedy: 'Build it.' } },
      PLAIN,
    );
    expect(text).toBe('What listens in host mode could not be seen.\nNo image.\nBuild it.\n');
  });

  it('lets no name move the cursor', () => {
    const listeners = [listenerFixture({ process: '\u001b[2Jx', container: { id: 'a', name: 'b\nc' } })];
    const report = portsFixture({ listeners, reach: [reachFixture(), lan] });
    expect(renderPorts(report, PLAIN)).not.toContain('\u001b');
    expect(renderPortChain(explainPort(report, 8080, 'tcp'), PLAIN)).not.toContain('\u001b');
  });
});

it('a chain lights its first broken link with its evidence, and ends in a sentence and a command', () => {
  const refused = reachFixture({ outcome: 'refused', arrived: null });
  const report = portsFixture({
    listeners: [listenerFixture()],
    reach: [refused, { ...refused, address: '192.0.2.7' }],
  });
  const chain = explainPort(report, 8080, 'tcp');
  const text = renderPortChain(chain, PLAIN);
  expect(text).toMatch(
    /^✗ On this computer +web listens in host mode, but[^✓–?]*127\.0\.0\.1 port 8080: refused$/m,
  );
  expect(text.trimEnd().split('\n').at(-1)).toBe('  docker restart web');
  expect(renderPortChain(chain, { ...PLAIN, colour: true })).toContain('\u001b[31m');
});
