import type { ProbeRequest } from '../model/outside.ts';
import { PROBE_LIMITS, probeContainer } from './probe-container.ts';

/** What `POST /containers/create` takes. */
export interface CreateRequest {
  readonly name: string;
  /** The JSON that goes with it (Engine API, ContainerCreate). */
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Returns the request that creates the very container of dockerRunArgs with `held`: what that leaves to the engine's defaults is
 * left here too. Its standard input ends with the connection that is attached to it.
 */
export function createRequest(request: ProbeRequest, image: string): CreateRequest {
  const container = probeContainer(request, image, { held: true });
  const ports = container.publish.map((p) => [`${p.port}/${p.transport}`, String(p.hostPort)] as const);
  return {
    name: container.name,
    body: {
      Image: container.image,
      Cmd: container.command,
      User: container.user,
      Labels: container.labels,
      AttachStdin: container.held,
      OpenStdin: container.held,
      StdinOnce: container.held,
      AttachStdout: true,
      AttachStderr: true,
      ExposedPorts: Object.fromEntries(ports.map(([port]) => [port, {}])),
      HostConfig: {
        AutoRemove: true,
        RestartPolicy: { Name: 'no' },
        NetworkMode: container.network,
        ...(container.pidHost ? { PidMode: 'host' } : {}),
        ExtraHosts: container.extraHosts,
        PortBindings: Object.fromEntries(
          ports.map(([port, hostPort]) => [port, [{ HostIp: '127.0.0.1', HostPort: hostPort }]]),
        ),
        CapDrop: ['ALL'],
        // In the form and the order in which the docker CLI asks for them.
        CapAdd: container.capAdd.map((capability) => `CAP_${capability}`).sort(),
        SecurityOpt: ['no-new-privileges'],
        ReadonlyRootfs: true,
        PidsLimit: PROBE_LIMITS.pids,
        Memory: PROBE_LIMITS.memoryMiB * 1024 * 1024,
        LogConfig: { Type: 'none', Config: {} },
      },
    },
  };
}
