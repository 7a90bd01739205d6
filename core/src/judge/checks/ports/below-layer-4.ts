import type { ContainerFacts } from '../../../model/facts.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { all, anyHostMode, elsewhere, isHostMode, networkName } from '../../reading/host-mode-net.ts';

const HN0317 = entry({
  code: 'HN0317',
  name: 'below-layer-4',
  severity: 'info',
  title: '{container} has {rights} in host mode, which affects {network}, not this computer',
  template:
    'Routes, tunnels, addresses and raw packets of this container stay in {network}. Host mode forwards only TCP and UDP here.',
});

/** Capabilities that are asked for to change or bypass a network; `ALL` and --privileged are asked for other reasons too often. */
const RIGHTS = new Set(['NET_ADMIN', 'NET_RAW']);

/** HN0317: VPN, DHCP, VRRP and the like act on the VM's network in host mode (dockovpn#220, WSL#12961). */
export const belowLayer4: Check = {
  entry: HN0317,
  applicable: (input) => all(elsewhere(input), anyHostMode(input)),
  check({ facts, containers }) {
    const network = networkName(facts);
    return containers.flatMap((container) => {
      const rights = rightsOf(container);
      if (!isHostMode(container) || container.state !== 'running' || rights.length === 0) return [];
      return [
        finding(
          HN0317,
          { container: container.name, rights: rights.join(' and '), network },
          {
            evidence: [`${container.name} was started with ${rights.join(', ')}`],
            remedy: {
              text: `If ${container.name} is to act on this computer’s network, run its program on this computer itself, or on a Linux machine without a VM.`,
              command: null,
            },
          },
        ),
      ];
    });
  },
};

function rightsOf({ capAdd, devices }: ContainerFacts): string[] {
  return [
    ...capAdd.filter((name) => RIGHTS.has(name)),
    ...devices.filter((path) => path.startsWith('/dev/net/tun')),
  ];
}
