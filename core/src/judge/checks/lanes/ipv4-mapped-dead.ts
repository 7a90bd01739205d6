import type { Check } from '../../check.ts';
import { someEvidence, transportName } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';
import { lossExplains } from '../../reading/loss-rate.ts';

const HN0213 = entry({
  code: 'HN0213',
  name: 'ipv4-mapped-dead',
  severity: 'warning',
  title: '{transport} through IPv4-mapped addresses (::ffff:127.0.0.1) does not reach this computer',
  template:
    'The same address as plain IPv4 works. Java and other programs that open IPv6 sockets for IPv4 use the mapped form.',
});

/** HN0213: IPv4-mapped addresses fail where plain IPv4 works (for-mac#7649). */
export const ipv4MappedDead: Check = {
  entry: HN0213,
  applicable: ({ lanes }) =>
    lanes.some((lane) => lane.family === 'ipv4-mapped' && lane.outcome !== 'not-measured') ||
    'no IPv4-mapped lane was measured',
  check({ lanes }) {
    return (['tcp', 'udp'] as const).flatMap((transport) => {
      const mapped = lanes.filter(
        (lane) =>
          lane.family === 'ipv4-mapped' && lane.transport === transport && lane.outcome !== 'not-measured',
      );
      const plain = lanes.some(
        (lane) =>
          lane.address === '127.0.0.1' &&
          lane.transport === transport &&
          lane.from === 'host-mode' &&
          lane.to === 'host' &&
          lane.outcome === 'reachable',
      );
      if (!plain || mapped.length === 0 || mapped.some((lane) => lane.outcome === 'reachable')) return [];
      if (lossExplains(mapped, lanes)) return [];
      return [
        finding(
          HN0213,
          { transport: transportName(transport) },
          {
            evidence: someEvidence(mapped),
            remedy: {
              text: 'Start Java programs with -Djava.net.preferIPv4Stack=true, or connect to the plain IPv4 address.',
              command: null,
            },
          },
        ),
      ];
    });
  },
};
