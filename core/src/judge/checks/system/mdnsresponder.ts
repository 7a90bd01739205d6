import { isResponder } from '../../../knowledge/system-services.ts';
import { hostIndex } from '../../reading/host-index.ts';
import { NOT_MAC } from './airplay.ts';

import type { Check } from '../../check.ts';
import { hint } from '../../../facts/desktop-of.ts';
import { entry, finding } from '../../entry.ts';
import { all, portsLookedAt } from '../../reading/host-mode-net.ts';
import { wantedPorts } from '../../reading/mac-owners.ts';
import { placeOf } from '../../reading/port-words.ts';
import { proved, reachIndex } from '../../reading/reach.ts';

const HN0502 = entry({
  code: 'HN0502',
  name: 'mdnsresponder',
  severity: 'warning',
  topic: 'conflict',
  title: 'mDNSResponder of macOS has {port}, which {container} wants',
  template:
    'macOS answers DNS itself while a virtual network is up, as with Docker Desktop’s kernel networking for UDP.',
});

/** HN0502: macOS's own DNS responder on port 53 (for-mac#7008, for-mac#7033). On 5353 it shares the port, as multicast programs do. */
export const mdnsresponder: Check = {
  entry: HN0502,
  applicable: (input) =>
    all(
      input.facts.host.platform === 'darwin' || NOT_MAC,
      portsLookedAt(input),
      input.ports?.hostListeners.known === true || 'the sockets of this computer are not known',
    ),
  check(input) {
    const hosts = hostIndex(input.ports);
    const reach = reachIndex(input);
    const wanted = wantedPorts(input);
    return ['53/tcp', '53/udp'].flatMap((port) => {
      const container = wanted.get(port);
      const responder = hosts.get(port)?.find(({ process }) => isResponder(process));
      if (container === undefined || !responder || proved(reach, port, 'right')) return [];
      const kernelUdp = hint(input.facts.host.desktop?.kernelForUdp) === true;
      return [
        finding(
          HN0502,
          { port: `port ${port}`, container },
          {
            ports: [port],
            evidence: [
              `${responder.process ?? ''} listens on ${placeOf(responder)}`,
              ...(kernelUdp ? ['Use kernel networking for UDP: on'] : []),
            ],
            remedy: {
              text: kernelUdp
                ? 'In Docker Desktop turn off Settings › Resources › Network › Use kernel networking for UDP.'
                : `Give ${container} another port, or publish it on one address of this Mac in bridge mode.`,
              command: null,
            },
          },
        ),
      ];
    });
  },
};
