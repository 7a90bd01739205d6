import type { Facts } from '../../../model/facts.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { all, anyHostMode, elsewhere, isHostMode, networkName } from '../../reading/host-mode-net.ts';

const HN0320 = entry({
  code: 'HN0320',
  name: 'advertised-address',
  severity: 'warning',
  title: '{container} advertises {address}, an address of {network}',
  template: '{variable} names it. Programs outside {network} cannot connect to that address.',
});

/** Variables whose address is told to others: Kafka's advertised listeners, Consul, Nomad, Ray, ROS, SIP, media servers. */
const TOLD =
  /advertis|announce|external|public|(?:^|_)(?:node|host|self|my|ros|extern|server|published)_?ip(?:$|_|\d)/i;
/** Interfaces of Docker's own bridges: their addresses are dialled from inside, and told to nobody. */
const INSIDE = /^(?:docker|br-|veth|lo\b)/;

/** HN0320: an address of the VM that is given out to others (moby#29839, for-mac#68). */
export const advertisedAddress: Check = {
  entry: HN0320,
  applicable: (input) =>
    all(
      elsewhere(input),
      (input.facts.hostMode?.interfaces.length ?? 0) > 0 || 'the interfaces of host mode are not known',
      anyHostMode(input),
    ),
  check({ facts, containers }) {
    const inside = addressesInside(facts);
    return containers.flatMap((container) => {
      if (!isHostMode(container) || container.state !== 'running') return [];
      const found = container.envHosts.find(
        ({ variable, host, kind }) => kind === 'address' && inside.has(host) && TOLD.test(variable),
      );
      if (!found) return [];
      const { host, variable } = found;
      const lan = facts.host.lanAddress;
      return [
        finding(
          HN0320,
          { container: container.name, address: host, network: networkName(facts), variable },
          {
            evidence: [
              `${variable} of ${container.name} is ${host}`,
              `${host} is on ${inside.get(host) ?? 'an interface'} of the host-mode network, and on none of this computer`,
            ],
            remedy: {
              text: `Set ${variable} to this computer’s own address${lan.known ? `, ${lan.value}` : ''}.`,
              command: null,
            },
          },
        ),
      ];
    });
  },
};

/** Addresses of the host-mode network that this computer does not have, with their interface. */
function addressesInside({ host, hostMode }: Facts): Map<string, string> {
  const own = new Set(host.interfaces.flatMap((i) => i.addresses.map((a) => a.address)));
  return new Map(
    (hostMode?.interfaces ?? [])
      .filter((i) => !INSIDE.test(i.name))
      .flatMap((i) =>
        i.addresses
          .filter((a) => !a.internal && !own.has(a.address))
          .map((a) => [a.address, i.name] as const),
      ),
  );
}
