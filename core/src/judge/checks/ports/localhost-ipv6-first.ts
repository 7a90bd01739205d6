import { hostIndex } from '../../reading/host-index.ts';
import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { entry, finding } from '../../entry.ts';
import { all, ownersKnown } from '../../reading/host-mode-net.ts';
import { groupBy, portName, some, someLines } from '../../reading/port-words.ts';
import { forwarded, reachIndex, reachLine } from '../../reading/reach.ts';

const HN0308 = entry({
  code: 'HN0308',
  name: 'localhost-ipv6-first',
  severity: 'info',
  title: '`localhost` can mean ::1, where {ports} not reachable',
  template:
    'These programs listen on IPv4 only. Clients that only try the first address of `localhost`, such as older `fetch` of Node 17 and later, are refused.',
});

/** HN0308: `localhost` is ::1 as well here, and what listens on IPv4 only refuses there (nodejs/node#40537, pelias/docker#292). Measured, never inferred. */
export const localhostIpv6First: Check = {
  entry: HN0308,
  applicable: (input) =>
    all(
      input.facts.host.ipv6Loopback || 'this computer has no ::1',
      !localhostIsIpv4(input) || '`localhost` means 127.0.0.1 alone here',
      ownersKnown(input),
    ),
  check(input) {
    const reach = reachIndex(input);
    const hosts = hostIndex(input.ports);
    const found = [...groupBy(input.listeners, (l) => portName(l.transport, l.port))].flatMap(
      ([port, sockets]) => {
        const owner = sockets.find((l) => l.container !== null)?.container;
        if (!owner || sockets.some((l) => l.family !== 'ipv4')) return [];
        const dials = reach.get(port) ?? [];
        const good = forwarded(reach, hosts, port) ? ['right', 'open'] : ['right'];
        const four = dials.find((d) => d.address === '127.0.0.1' && good.includes(d.reached));
        const six = dials.find((d) => d.address === '::1' && d.outcome === 'refused');
        return four && six ? [{ port, owner, lines: [reachLine(four), reachLine(six)] }] : [];
      },
    );
    if (found.length === 0) return [];
    const names = found.map(({ port, owner }) => `${port} of ${owner.name}`);
    return [
      finding(
        HN0308,
        { ports: `${some(names, 3)} ${names.length === 1 ? 'is' : 'are'}` },
        {
          evidence: someLines(found.flatMap(({ lines }) => lines)),
          remedy: {
            text: 'Connect to 127.0.0.1 instead of localhost, or let the program listen on :: for both families.',
            command: null,
          },
        },
      ),
    ];
  },
};

/** Whether this computer was seen to resolve `localhost` to IPv4 alone. */
function localhostIsIpv4({ lanes }: Evidence): boolean {
  const resolved = lanes.flatMap(({ from, address, resolved: to }) =>
    from === 'host' && address === 'localhost' && to !== null ? [to] : [],
  );
  return resolved.length > 0 && !resolved.includes('::1');
}
