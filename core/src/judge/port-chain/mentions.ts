import type { ContainerFacts } from '../../model/facts.ts';
import type { Transport } from '../../words/enums.ts';
import { healthCheckPort } from '../reading/health-check-port.ts';

/**
 * Returns where containers name a port, on either side of `-p`, in EXPOSE or in a health check: one line for each, those of
 * running containers first.
 */
export function mentionsOf(
  containers: readonly ContainerFacts[],
  port: number,
  transport: Transport,
): string[] {
  const isRunning = ({ state }: ContainerFacts) => state === 'running';
  const sorted = [...containers.filter(isRunning), ...containers.filter((one) => !isRunning(one))];
  return sorted.flatMap((one) => {
    const udp = transport === 'udp' ? '/udp' : '';
    const maps = one.requestedPorts
      .filter((p) => p.transport === transport && (p.hostPort === port || p.containerPort === port))
      .map((p) => `-p ${p.hostPort ?? ''}:${p.containerPort}${udp} of ${one.name}`);
    const exposes = one.exposedPorts.some((p) => p.port === port && p.transport === transport);
    const checked = transport === 'tcp' && healthCheckPort(one) === port;
    return [
      ...maps,
      ...(exposes && maps.length === 0 ? [`EXPOSE ${port}${udp} of ${one.name}`] : []),
      ...(checked ? [`the health check of ${one.name}`] : []),
    ];
  });
}
