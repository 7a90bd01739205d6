import type { HostListener } from '../model/port-facts.ts';
import { containerFixture } from './container-fixture.ts';
import type { ContainerFacts, Facts } from '../model/facts.ts';
import { known, unknown } from '../model/known.ts';
import type { PortFacts, PortReach } from '../model/port-facts.ts';
import type { Listener } from '../model/listener.ts';
import type { Evidence } from '../model/evidence.ts';
import { desktopFacts, input } from './evidence-fixtures.ts';

/** Test helper: a running host-mode container, its id its name, changed by `over`. */
export function hostMode(name: string, over: Partial<ContainerFacts> = {}): ContainerFacts {
  return containerFixture(name, { networkMode: 'host', networks: ['host'], ...over });
}

/** Test helper: a TCP listener on 0.0.0.0 of the container `owner`; of no known owner where that is null. */
export function listener(owner: string | null, port: number, over: Partial<Listener> = {}): Listener {
  return {
    transport: 'tcp',
    address: '0.0.0.0',
    port,
    family: 'ipv4',
    uid: 0,
    container: owner === null ? null : { id: owner, name: owner },
    process: owner === null ? null : 'server',
    pid: owner === null ? null : 100,
    ...over,
  };
}

/** Test helper: a socket of this computer itself. */
export function hostListener(
  process: string | null,
  port: number,
  over: Partial<HostListener> = {},
): HostListener {
  return { transport: 'tcp', address: '0.0.0.0', port, family: 'ipv4', pid: 1, process, ...over };
}

/** Test helper: a dial of a port on 127.0.0.1 that arrived. */
export function reach(port: number, over: Partial<PortReach> = {}): PortReach {
  return {
    transport: 'tcp',
    port,
    address: '127.0.0.1',
    outcome: 'reachable',
    reason: null,
    arrived: true,
    ...over,
  };
}

/** Test helper: ports that were looked at, all owners known and nothing special, changed by `over`. */
export function portFacts(over: Partial<PortFacts> = {}): PortFacts {
  return {
    hostListeners: unknown('not checked'),
    owners: 'all',
    ownersReason: null,
    reach: [],
    bindFailures: [],
    unprivilegedPortStart: known(1024, '/proc'),
    excludedPorts: known([], 'not Windows'),
    firewalls: known([], 'not looked for'),
    discovery: [],
    ...over,
  };
}

/** Test helper: what `hostnet ports` finds on a plain engine whose host mode is this computer's own network. */
export function looked(over: Partial<Evidence> = {}, ports: Partial<PortFacts> = {}): Evidence {
  return input({ lanes: [], ports: portFacts(ports), ...over });
}

/** Test helper: the same behind Docker Desktop on the platform given. */
export function behindVm(
  over: Partial<Evidence> = {},
  ports: Partial<PortFacts> = {},
  platform = 'darwin',
): Evidence {
  return looked({ facts: vmFacts(platform), ...over }, ports);
}

/** Test helper: the facts of a Docker Desktop whose host mode has interfaces of its own. */
export function vmFacts(platform = 'darwin'): Facts {
  const facts = desktopFacts();
  const at = (name: string, address: string) => ({
    name,
    mac: '',
    addresses: [{ address, prefix: 24, internal: false }],
  });
  return {
    ...facts,
    host: { ...facts.host, platform, interfaces: [at('en0', '192.0.2.10')] },
    hostMode: {
      interfaces: [at('eth0', '192.168.65.3'), at('docker0', '172.17.0.1')],
      sameAsHost: known(false, 'interfaces compared'),
    },
  };
}
