import { HN0301 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0301: host mode discards -p (moby daemon_unix.go; for-mac#3143). The request stays visible in `inspect`, the binding does not exist. */
export const publishedPortsDiscarded: Check = {
  code: HN0301.code,
  applicable: ({ containers }) =>
    containers.some((c) => c.networkMode === 'host') || 'no container runs in host mode',
  check({ containers }) {
    return containers
      .filter((c) => c.networkMode === 'host' && c.state === 'running' && c.requestedPorts.length > 0)
      .map((c) => {
        const requested = c.requestedPorts.map(
          (p) => `-p ${p.hostPort ?? ''}:${p.containerPort}${p.transport === 'tcp' ? '' : `/${p.transport}`}`,
        );
        const first = c.requestedPorts.find((p) => p.transport === 'tcp') ?? c.requestedPorts[0];
        return finding(
          HN0301,
          { container: c.name, requested: requested.join(' ') },
          {
            evidence: [
              `HostConfig.PortBindings: ${requested.join(' ')}`,
              `NetworkSettings.Ports: ${c.publishedPorts.length === 0 ? 'empty' : 'not empty'}`,
            ],
            remedy: {
              text: `Drop -p and use the port that ${c.name} listens on itself (${first?.containerPort ?? 'its own'} by its configuration), or leave host mode.`,
              command: first?.transport === 'tcp' ? `curl http://localhost:${first.containerPort}` : null,
            },
          },
        );
      });
  },
};
