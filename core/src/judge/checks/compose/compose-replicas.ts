import { entry } from '../../entry.ts';

import { listened } from '../../../compose/claims.ts';
import { entryOf, knownText, lineOf, type Entry } from '../../../compose/located.ts';
import { portsOf, rangeText, type PortRange } from '../../../compose/service-ports.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { found, type LintRule } from './rule.ts';

const HN0612 = entry({
  code: 'HN0612',
  name: 'compose-replicas',
  severity: 'warning',
  title: '{count} replicas of {service} want port {port}',
  template: 'Only one container on a machine can have it: {because}.{swarm}',
});

/** HN0612: more than one replica where all want one port of the machine. */
export const composeReplicas: LintRule = {
  entry: HN0612,
  check: (project) =>
    project.services.flatMap((service) => {
      const replicas = replicasOf(service);
      const want = replicas && wanted(service, project);
      if (!replicas || !want) return [];
      return found(
        HN0612,
        {
          service: service.name,
          count: String(replicas.count),
          port: rangeText(want.range),
          because: want.because,
          swarm: project.stack
            ? ' Swarm’s scheduler keeps apart ports that are published with `mode: host`; a program on the host’s network publishes none.'
            : '',
        },
        {
          service,
          at: replicas.entry.keySpan,
          evidence: [`${replicas.entry.key}: ${replicas.count}`, want.because],
          remedy: {
            text: project.stack
              ? 'Write `mode: global` for one task on each node, or `placement: { max_replicas_per_node: 1 }`.'
              : `Run one replica, or let each have a port of its own.`,
            command: null,
          },
          fix: () => null,
        },
      );
    }),
};

/** Where more than one replica is asked for, and may land on one machine. */
function replicasOf(service: Service): { count: number; entry: Entry } | null {
  const deploy = entryOf(service.map, 'deploy')?.value;
  const placement = entryOf(deploy, 'placement')?.value;
  const mode = knownText(entryOf(deploy, 'mode')?.value) ?? 'replicated';
  if (mode !== 'replicated' || knownText(entryOf(placement, 'max_replicas_per_node')?.value) === '1')
    return null;
  const entry = entryOf(deploy, 'replicas') ?? entryOf(service.map, 'scale');
  const count = Number(knownText(entry?.value) ?? '');
  return entry && Number.isInteger(count) && count > 1 ? { count, entry } : null;
}

/**
 * The port that each replica wants of its machine. Swarm's ingress network shares a published port among them, and its
 * scheduler gives each node one task of a port with `mode: host` (swarmkit, manager/scheduler/filter.go, HostPortFilter).
 */
function wanted(service: Service, project: Project): { range: PortRange; because: string } | null {
  if (service.mode.kind === 'host') return listened(service)[0] ?? null;
  if (service.mode.kind !== 'bridge') return null;
  if (entryOf(service.map, 'scale') === undefined || project.stack) return null;
  for (const port of portsOf(entryOf(service.map, 'ports')?.value)) {
    const { published } = port;
    if (!published || published.first !== published.last || port.unknown) continue;
    return { range: published, because: `${service.name} publishes ${port.text} (${lineOf(port.span)})` };
  }
  return null;
}
