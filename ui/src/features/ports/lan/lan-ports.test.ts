import { unreachableCell, portsReport, reachCell, portRow } from '@hostnet/core/testing';
import { lanPorts } from './lan-ports.ts';

describe('ports of the network', () => {
  it('are those that were seen to answer there, each once, containers’ first', () => {
    const ports = lanPorts(
      portsReport([
        portRow({ container: null, process: 'sshd', port: 22 }),
        portRow(),
        portRow({ address: '::', family: 'ipv6' }),
        portRow({
          port: 443,
          reach: { v4: reachCell(), v6: unreachableCell('x'), lan: reachCell({ outcome: 'timed-out' }) },
        }),
        portRow({ port: 53, transport: 'udp' }),
      ]),
    );
    expect(ports.map(({ label, url }) => [label, url])).toEqual([
      ['web, port 80', 'http://192.0.2.10:80'],
      ['sshd, port 22', 'http://192.0.2.10:22'],
    ]);
    expect(ports[0]?.warning).toMatch(/every address.*127\.0\.0\.1/);
  });

  it('bound to the one address are not called wildcards', () => {
    expect(lanPorts(portsReport([portRow({ address: '192.0.2.10' })]))[0]?.warning).toMatch(
      /^web listens on 192/,
    );
  });
});
