import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { ownersKnown } from '../../reading/host-mode-net.ts';
import { groupBy, isLoopback, isWildcard, placeOf, portName, serves } from '../../reading/port-words.ts';
import { proved, reachIndex } from '../../reading/reach.ts';

const HN0307 = entry({
  code: 'HN0307',
  name: 'ipv6-only',
  severity: 'warning',
  title: '{container} listens on {port} over IPv6 only',
  template: 'The socket on :: was opened for IPv6 only: {then}.',
});

/** HN0307: a socket on `::` with IPV6_V6ONLY, which IPv4 does not reach (ipv6(7); for-mac#7261, roadmap#238). */
export const ipv6Only: Check = {
  entry: HN0307,
  applicable: ownersKnown,
  check(input) {
    const reach = reachIndex(input);
    const ports = groupBy(input.listeners, (l) => portName(l.transport, l.port));
    return [...ports].flatMap(([port, sockets]) => {
      const six = sockets.find((l) => l.address === '::' && l.family === 'ipv6' && l.container !== null);
      const container = six?.container;
      if (!six || !container || !serves(six)) return [];
      const own = sockets.filter((l) => l.container?.id === container.id);
      // A socket whose family is not known, or whose owner is not, may well be the container's IPv4 half.
      if (own.some((l) => l.family !== 'ipv6') || sockets.some(mayBeItsOwn)) return [];
      const other = sockets.find(
        (l) => l.family !== 'ipv6' && (isWildcard(l.address) || isLoopback(l.address)),
      );
      const dials = reach.get(port)?.filter(({ address }) => address === '127.0.0.1') ?? [];
      if (!other && proved(reach, port, 'right') && dials.some(({ reached }) => reached === 'right'))
        return [];
      return [
        finding(
          HN0307,
          {
            container: container.name,
            port,
            then: other
              ? `over 127.0.0.1 ${other.container?.name ?? 'another program'} answers`
              : '127.0.0.1 is refused, and so is a client that uses IPv4 only',
          },
          {
            evidence: [
              `${container.name} listens on ${placeOf(six)}, IPv6 only`,
              ...dials.map(({ outcome }) => `connection to 127.0.0.1:${port}: ${outcome}`),
            ],
            remedy: {
              text: `Let ${container.name} listen on 0.0.0.0 too, or on :: for both families.`,
              command: null,
            },
          },
        ),
      ];
    });
  },
};

function mayBeItsOwn(listener: { family: string; container: unknown; pid: number | null }): boolean {
  return listener.family !== 'ipv6' && listener.container === null && listener.pid === null;
}
