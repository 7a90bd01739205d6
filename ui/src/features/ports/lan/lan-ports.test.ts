import { nothing, portsReport, reach, row } from '../../../../test/ports-fixtures.ts';
import { lanPorts } from './lan-ports.ts';

describe('ports of the network', () => {
  it('are those that were seen to answer there, each once, containers’ first', () => {
    const ports = lanPorts(
      portsReport([
        row({ container: null, process: 'sshd', port: 22 }),
        row(),
        row({ address: '::', family: 'ipv6' }),
        row({ port: 443, reach: { v4: reach(), v6: nothing('x'), lan: reach({ outcome: 'timed-out' }) } }),
        row({ port: 53, transport: 'udp' }),
      ]),
    );
    expect(ports.map(({ label, url }) => [label, url])).toEqual([
      ['web, port 80', 'http://192.0.2.20:80'],
      ['sshd, port 22', 'http://192.0.2.20:22'],
    ]);
    expect(ports[0]?.warning).toMatch(/every address.*127\.0\.0\.1/);
  });

  it('bound to the one address are not called wildcards', () => {
    expect(lanPorts(portsReport([row({ address: '192.0.2.20' })]))[0]?.warning).toMatch(
      /^web listens on 192/,
    );
  });
});
