import type { ContainerFacts } from '../../model/facts.ts';
import type { Transport } from '../../words/enums.ts';
import { healthCheckPort } from '../reading/health-check-port.ts';

/** A place where a container names a port. */
export interface Mention {
  /** The container that should have the port by it; null where the words do not tell whose port it is. */
  readonly holder: ContainerFacts | null;
  /** `EXPOSE 80 of web`. */
  readonly words: string;
}

/** A name by which containers of Docker Desktop mean the computer. */
const COMPUTER = 'host.docker.internal';

/**
 * Returns where containers name a port: on either side of `-p`, in EXPOSE, in a health check or in the environment; one line for
 * each, those of running containers first.
 */
export function mentionsOf(
  containers: readonly ContainerFacts[],
  port: number,
  transport: Transport,
): Mention[] {
  const isRunning = ({ state }: ContainerFacts) => state === 'running';
  const sorted = [...containers.filter(isRunning), ...containers.filter((one) => !isRunning(one))];
  return sorted.flatMap((one): Mention[] => {
    const udp = transport === 'udp' ? '/udp' : '';
    const maps = one.requestedPorts
      .filter((p) => p.transport === transport && (p.hostPort === port || p.containerPort === port))
      .map((p) => `-p ${p.hostPort ?? ''}:${p.containerPort}${udp} of ${one.name}`);
    const exposes = one.exposedPorts.some((p) => p.port === port && p.transport === transport);
    const checked = transport === 'tcp' && healthCheckPort(one) === port;
    const own = [
      ...maps,
      ...(exposes && maps.length === 0 ? [`EXPOSE ${port}${udp} of ${one.name}`] : []),
      ...(checked ? [`the health check of ${one.name}`] : []),
    ];
    return [
      ...own.map((words) => ({ holder: one, words })),
      ...(transport === 'tcp' ? fromEnvironment(one, port, containers) : []),
    ];
  });
}

function fromEnvironment(one: ContainerFacts, port: number, all: readonly ContainerFacts[]): Mention[] {
  return one.envPorts.flatMap(({ variable, port: named, role, host }): Mention[] => {
    if (named !== port) return [];
    const words = `${variable} of ${one.name}`;
    if (role !== 'connects') return [{ holder: role === 'listens' ? one : null, words }];
    if (host === COMPUTER) return [{ holder: null, words }];
    const holder = host === null ? undefined : all.find((other) => isCalled(other, host, one));
    return holder ? [{ holder, words: `${words}, which means ${holder.name},` }] : [];
  });
}

/** By its own name everywhere, by its service's in a Compose project (Docker docs, "Networking in Compose"). */
function isCalled(other: ContainerFacts, host: string, from: ContainerFacts): boolean {
  if (other.name === host) return true;
  return (
    other.compose !== null &&
    other.compose.service === host &&
    other.compose.project === from.compose?.project
  );
}

/** Says who names a port: `PORT of web and EXPOSE 80 of api name`; at most three. */
export function named(mentions: readonly Mention[]): string {
  const words = [...new Set(mentions.map((one) => one.words))].slice(0, 3);
  const last = words.pop() ?? '';
  return words.length === 0 ? `${last} names` : `${words.join(', ')} and ${last} name`;
}
