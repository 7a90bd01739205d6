import { isForwarder } from '../../../knowledge/forwarders.ts';
import type { HostListener } from '../../../model/port-facts.ts';
import { hostIndex } from '../../reading/host-index.ts';
import type { Listener } from '../../../model/listener.ts';

import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { entry, finding } from '../../entry.ts';
import { all, elsewhere, hostModeNet, networkName, ownersKnown } from '../../reading/host-mode-net.ts';
import { airplayOn } from '../../reading/mac-owners.ts';
import { ownerCommand } from '../../../knowledge/owner-command.ts';
import {
  groupBy,
  isShared,
  overlap,
  placeOf,
  portName,
  serves,
  someLines,
} from '../../reading/port-words.ts';
import { reachIndex, reachLine, type ReachIndex } from '../../reading/reach.ts';
import { targetsOf } from '../../../plan/targets.ts';

const HN0324 = entry({
  code: 'HN0324',
  name: 'host-process-answers',
  severity: 'error',
  topic: 'conflict',
  title: 'On this computer {who} has {port}, not {container}',
  template:
    '{container} listens there in {network}, but connections to that port on this computer reach another program.',
});

/** HN0324: a program of this computer has the port that a host-mode container listens on where the engine runs (for-win#14407). */
export const hostProcessAnswers: Check = {
  entry: HN0324,
  applicable: (input) => all(elsewhere(input), ownersKnown(input)),
  check(input) {
    const hosts = hostIndex(input.ports);
    const reach = reachIndex(input);
    const ports = groupBy(input.listeners, (l) => portName(l.transport, l.port));
    return [...ports].flatMap(([port, sockets]) => {
      const listeners = sockets.filter((l) => l.container !== null && serves(l));
      // AirPlay has a code of its own (HN0501).
      if (listeners.length === 0 || isShared(port) || airplayOn(port, input, hosts, reach) !== null)
        return [];
      return told(port, listeners, hosts.get(port) ?? [], reach, input);
    });
  },
};

function told(
  port: string,
  listeners: readonly Listener[],
  hosts: readonly HostListener[],
  reach: ReachIndex,
  input: Evidence,
) {
  const dials = reach.get(port) ?? [];
  const { lanAddress: lan, ipv6Loopback, platform } = input.facts.host;
  const targets = (one: Listener) => Object.values(targetsOf(one, { ownStack: false, lan, ipv6Loopback }));
  // One on IPv6 alone is not reached over IPv4, whoever answers there.
  const taken = ({ address }: { readonly address: string }) =>
    listeners.find((one) => targets(one).some((at) => at.expected !== 'no' && at.address === address));
  const first = dials.find((dial) => dial.reached === 'wrong' && taken(dial) !== undefined);
  const listener = first && taken(first);
  if (!first || !listener) return [];
  const stranger = holderAt(hosts, first.address);
  const name = listener.container?.name ?? '';
  return [
    finding(
      HN0324,
      {
        who: stranger?.process ?? 'another program',
        port: `port ${port}`,
        container: name,
        network: hostModeNet(input.facts) === 'elsewhere' ? networkName(input.facts) : 'host mode',
      },
      {
        ports: [port],
        evidence: [
          ...(stranger ? [`${stranger.process ?? ''} listens on ${placeOf(stranger)} on this computer`] : []),
          `${name} listens on ${placeOf(listener)} in host mode`,
          ...someLines(dials.map(reachLine), 3),
        ],
        remedy: {
          text: `Stop ${stranger?.process ?? 'the program that has the port here'}, or give ${name} another port.`,
          command: ownerCommand(platform, listener.transport, listener.port),
        },
      },
    ),
  ];
}

/** The one process that has the port at an address, the most exact socket first; null where that is not one, or has no name. */
function holderAt(hosts: readonly HostListener[], address: string): HostListener | null {
  const exact = hosts.filter((l) => l.address === address);
  const fits = exact.length > 0 ? exact : hosts.filter((l) => overlap(l.address, address));
  const strangers = fits.filter(({ process }) => process === null || !isForwarder(process));
  const [first] = strangers;
  const one = strangers.every(({ process, pid }) => process === first?.process && pid === first.pid);
  return first?.process && one ? first : null;
}
