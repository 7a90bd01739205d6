import type { ContainerFacts } from '../../../model/facts.ts';
import type { Listener } from '../../../model/listener.ts';

import { tryCommand } from '../../../knowledge/commands.ts';
import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { anyHostMode, isHostMode } from '../../reading/host-mode-net.ts';
import { reachIndex, type ReachIndex } from '../../reading/reach.ts';
import { byContainer, placeOf, portName, serves, some } from '../../reading/port-words.ts';

const HN0301 = entry({
  code: 'HN0301',
  name: 'published-ports-discarded',
  severity: 'warning',
  title: 'Published ports of {container} are ignored: host mode discards them',
  template:
    '{container} runs in host mode and was started with {requested}. The engine discards -p there: the program is reached on the port it listens on itself.',
});

/** HN0301: host mode discards -p (moby daemon_unix.go; for-mac#3143). The request stays visible in `inspect`, the binding does not exist. */
export const publishedPortsDiscarded: Check = {
  entry: HN0301,
  applicable: anyHostMode,
  check(input) {
    const { containers, listeners, facts } = input;
    const owned = byContainer(listeners);
    const dials = reachIndex(input);
    return containers
      .filter((c) => isHostMode(c) && c.state === 'running' && c.requestedPorts.length > 0)
      .map((c) => {
        const each = c.requestedPorts.map(
          (p) => `-p ${p.hostPort ?? ''}:${p.containerPort}${p.transport === 'tcp' ? '' : `/${p.transport}`}`,
        );
        const requested = `${each.slice(0, 5).join(' ')}${each.length > 5 ? ' …' : ''}`;
        const own = (owned.get(c.id) ?? []).filter(serves);
        return finding(
          HN0301,
          { container: c.name, requested },
          {
            evidence: [
              `HostConfig.PortBindings: ${requested}`,
              `NetworkSettings.Ports: ${c.publishedPorts.length === 0 ? 'empty' : 'not empty'}`,
              ...(own.length === 0 ? [] : [`${c.name} listens on ${some(own.map(placeOf))}`]),
            ],
            remedy: own.length === 0 ? byConfiguration(c) : measured(c, own, dials, facts.host.platform),
          },
        );
      });
  },
};

function byConfiguration(container: ContainerFacts) {
  const { name, requestedPorts } = container;
  const first = requestedPorts.find((p) => p.transport === 'tcp') ?? requestedPorts[0];
  return {
    text: `Remove -p and use the port that ${name} listens on itself (${first?.containerPort ?? 'its own'} by its configuration), or leave host mode.`,
    command: null,
  };
}

/**
 * What the program really listens on: the port it was published for when it does listen there, else its first. A connection is
 * proposed only at an address where one was seen to be accepted: a rootless engine's host mode, or host networking that is off,
 * refuses it.
 */
function measured(
  { name, requestedPorts }: ContainerFacts,
  own: readonly Listener[],
  dials: ReachIndex,
  platform: string,
) {
  const asked = new Set(requestedPorts.map((p) => `${p.containerPort}/${p.transport}`));
  const [first] = [...own].sort(
    (a, b) =>
      Number(asked.has(`${b.port}/${b.transport}`)) - Number(asked.has(`${a.port}/${a.transport}`)) ||
      a.transport.localeCompare(b.transport) ||
      a.port - b.port,
  );
  const seen = first?.transport === 'tcp' ? (dials.get(portName('tcp', first.port)) ?? []) : [];
  const open = seen.filter(({ reached }) => reached === 'right' || reached === 'open');
  const at = open.find(({ address }) => address === '127.0.0.1') ?? open[0];
  const dead = seen.length > 0 && seen.every(({ reached }) => reached === 'dead');
  return {
    text: dead
      ? `Leave host mode and publish the port: ${name} listens on port ${first?.port ?? ''} itself, which this computer does not reach.`
      : `Remove -p and use the port that ${name} listens on itself, ${first?.port ?? ''}, or leave host mode.`,
    command:
      first && at
        ? tryCommand(first.port, at.address === '127.0.0.1' ? 'localhost' : at.address, platform)
        : null,
  };
}
