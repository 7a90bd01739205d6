import type { PortHint } from '../model/port-hint.ts';
import { claimsOf, healthcheckPorts, listened, type Claim } from './claims.ts';
import type { ComposeInput } from './files.ts';
import { readProject, type Service } from './project.ts';

/**
 * Returns which services of a project should have a port: of this computer, by what they publish or listen on in host mode;
 * inside their container, by `ports`, `expose`, variables, command or healthcheck. Each service once a side.
 * @throws ComposeError when a file cannot be read as one
 */
export function portHints(input: ComposeInput, port: number, transport: 'tcp' | 'udp'): PortHint[] {
  return readProject(input).services.flatMap((service) => hintsOf(service, port, transport));
}

function hintsOf(service: Service, port: number, transport: 'tcp' | 'udp'): PortHint[] {
  const { name, mode } = service;
  const names = (claim: Claim) =>
    claim.transport === transport && claim.range.first <= port && port <= claim.range.last;
  const inner = [...listened(service), ...healthcheckPorts(service)].find(names);
  const outer = claimsOf(service).find(names) ?? (mode.kind === 'host' ? inner : undefined);
  if (outer) return [{ service: name, because: outer.because, side: 'computer' }];
  if (!inner || mode.kind !== 'bridge') return [];
  const because = inner.because.replace(' in host mode', '');
  return [{ service: name, because, side: 'container' }];
}
