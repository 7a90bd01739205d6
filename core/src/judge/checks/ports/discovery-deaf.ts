import type { ContainerFacts } from '../../../model/facts.ts';
import type { Finding } from '../../../model/finding.ts';

import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { proofOf, protocolsOf } from '../../reading/discovery.ts';
import { entry, finding } from '../../entry.ts';
import { all, anyHostMode, hostModeNet, isHostMode, portsLookedAt } from '../../reading/host-mode-net.ts';
import { byContainer } from '../../reading/port-words.ts';

const HN0316 = entry({
  code: 'HN0316',
  name: 'discovery-deaf',
  severity: 'warning',
  title: '{container} searches for devices with {protocols}: {verdict}',
  template:
    'Discovery uses multicast. Docker Desktop’s host networking forwards TCP and UDP between programs, but not multicast of the local network. {proof}',
});

/** HN0316: software that finds devices by multicast, in a host mode that carries none (home-assistant.io#34664, esphome/issues#6145, Fast-DDS#2608). */
export const discoveryDeaf: Check = {
  entry: HN0316,
  applicable: (input) => all(portsLookedAt(input), anyHostMode(input)),
  check(input) {
    const owned = byContainer(input.listeners);
    return input.containers.flatMap((container) =>
      isHostMode(container) && container.state === 'running'
        ? told(container, protocolsOf(container, owned.get(container.id) ?? []), input)
        : [],
    );
  },
};

function told(
  { name }: ContainerFacts,
  { protocols, because }: ReturnType<typeof protocolsOf>,
  { facts, ports, boundary }: Evidence,
): Finding[] {
  const proofs = protocols.map((protocol) => ({ protocol, ...proofOf(protocol, ports) }));
  const deaf = proofs.filter(({ proof }) => proof === 'deaf');
  const open = proofs.filter(({ proof }) => proof === 'unproved');
  const shown = deaf.length > 0 ? deaf : open;
  // What was heard is carried; and where host mode is this computer's own network, only a proof counts.
  if (shown.length === 0) return [];
  if (
    deaf.length === 0 &&
    (hostModeNet(facts) !== 'elsewhere' || proofs.some(({ proof }) => proof === 'hears'))
  )
    return [];
  const multicast = boundary.find((entry) => entry.name === 'multicast' && entry.status === 'not-carried');
  return [
    finding(
      HN0316,
      {
        container: name,
        protocols: shown.map(({ protocol }) => protocol.name).join(', '),
        verdict: deaf.length > 0 ? 'here it finds none' : 'here it may find none',
        proof:
          deaf.length > 0
            ? 'Tested from both sides, only this computer got answers.'
            : 'This is not proved here: there was no answer to compare.',
      },
      {
        severity: deaf.length > 0 ? 'warning' : 'info',
        evidence: [
          because,
          ...shown.map(({ line }) => line),
          ...(multicast ? [`multicast in host mode: ${multicast.reason ?? 'does not work'}`] : []),
        ],
        remedy: {
          text: `Give ${name} the fixed addresses of its devices, or run it on a Linux machine without a VM.`,
          command: null,
        },
      },
    ),
  ];
}
