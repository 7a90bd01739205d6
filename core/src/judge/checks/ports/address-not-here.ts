import type { ContainerFacts, Facts } from '../../../model/facts.ts';

import { transportIn } from '../../../facts/bind-failures.ts';
import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { hostModeNet, isHostMode, networkName } from '../../reading/host-mode-net.ts';
import { byContainer, containersByName, portName } from '../../reading/port-words.ts';

const HN0309 = entry({
  code: 'HN0309',
  name: 'address-not-here',
  severity: 'error',
  title: '{container} wants to listen on {address}, which is not an address of its network',
  template: '{source} "{line}" {why}',
});

/** HN0309: a bind that failed with EADDRNOTAVAIL; host mode of a VM has none of the host's addresses (Docker docs, "Host network driver", limitations). */
export const addressNotHere: Check = {
  entry: HN0309,
  applicable: ({ ports }) => {
    if (ports === null) return 'the ports were not checked in this run';
    const any = ports.bindFailures.some(({ kind }) => kind === 'address-unavailable');
    return any || 'no container reported a missing address';
  },
  check({ facts, ports, containers, listeners }) {
    const byName = containersByName(containers);
    const owned = byContainer(listeners);
    const told = new Set<string>();
    return (ports?.bindFailures ?? []).flatMap((failure) => {
      const container = byName.get(failure.container);
      if (failure.kind !== 'address-unavailable' || !container || !isHostMode(container)) return [];
      const listens = owned.get(container.id)?.some((l) => l.port === failure.port) ?? false;
      const key = `${container.id} ${failure.address ?? ''}`;
      // A running container without a known port of its own may have mended itself.
      const over = container.state === 'running' && (listens || ports?.owners !== 'all');
      if (told.has(key) || over) return [];
      told.add(key);
      return [
        finding(
          HN0309,
          {
            container: container.name,
            address: failure.address ?? 'an address',
            source: `${container.name} said:`,
            line: failure.line,
            why: whyOf(facts, failure.address),
          },
          {
            ports: failure.port === null ? [] : [portName(transportIn(failure.line) ?? 'tcp', failure.port)],
            evidence: evidenceOf(facts, container, failure.address),
            remedy: {
              text: `Let ${container.name} listen on 0.0.0.0 in its own configuration.`,
              command: null,
            },
          },
        ),
      ];
    });
  },
};

function whyOf(facts: Facts, address: string | null): string {
  if (hostModeNet(facts) === 'elsewhere') {
    const ours = address !== null && has(facts.host.interfaces, address);
    const name = networkName(facts);
    return ours
      ? `It is an address of this computer, but in host mode a program sees the addresses of ${name}.`
      : `In host mode a program sees the addresses of ${name}.`;
  }
  return 'In host mode a program sees the addresses of the machine the engine runs on, and this is none of them.';
}

function evidenceOf(facts: Facts, container: ContainerFacts, address: string | null): string[] {
  const lines = [`${container.name} is ${container.state}`];
  if (address === null) return lines;
  if (has(facts.host.interfaces, address)) lines.push(`${address} is on an interface of this computer`);
  if (facts.hostMode && !has(facts.hostMode.interfaces, address))
    lines.push(`${address} is on no interface of the host-mode network`);
  return lines;
}

function has(interfaces: Facts['host']['interfaces'], address: string): boolean {
  return interfaces.some((i) => i.addresses.some((a) => a.address === address));
}
