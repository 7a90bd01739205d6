import { HN0308 } from './catalogue.ts';
import type { Check, CheckInput } from './check.ts';
import { finding } from './entry.ts';
import { all, ownersKnown } from './host-mode-net.ts';
import { groupBy, portName, some, someLines } from './port-words.ts';
import { hostIndex } from './host-processes.ts';
import { forwarded, reachIndex, reachLine } from './reach.ts';

/** HN0308: `localhost` is ::1 as well here, and what listens on IPv4 only refuses there (nodejs/node#40537, pelias/docker#292). Measured, never inferred. */
export const localhostIpv6First: Check = {
  code: HN0308.code,
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
            text: 'Dial 127.0.0.1 in place of localhost, or let the program listen on :: for both families.',
            command: null,
          },
        },
      ),
    ];
  },
};

/** Whether this computer was seen to resolve `localhost` to IPv4 alone. */
function localhostIsIpv4({ lanes }: CheckInput): boolean {
  const resolved = lanes.flatMap(({ from, address, resolved: to }) =>
    from === 'host' && address === 'localhost' && to !== null ? [to] : [],
  );
  return resolved.length > 0 && !resolved.includes('::1');
}
