import { plainFacts } from './evidence-fixtures.ts';
import type { ContainerFacts, Facts } from '../model/facts.ts';
import type { Evidence } from '../model/evidence.ts';
import { known } from '../model/known.ts';
import type { PortFacts, PortReach } from '../model/port-facts.ts';
import type { Listener } from '../model/listener.ts';
import { PORTS_SCHEMA } from '../model/ports-report-name.ts';
import { judge } from '../judge/judge.ts';
import { forgottenContainers } from '../judge/checks/lanes/forgotten-listener.ts';
import { rowsOf } from '../judge/port-chain/rows.ts';
import type { HostNetworking, PortsReport } from '../model/ports-report.ts';
import type { Where } from '../plan/targets.ts';

/** Test helper: a computer with 192.0.2.7 in its network and ::1, whose engine is behind a VM. */
export const APART: Where = { ownStack: false, lan: known('192.0.2.7', 'test'), ipv6Loopback: true };
export const WORKS: HostNetworking = { state: 'works', sentence: 'It works.', remedy: null, evidence: [] };

/** Test helper: a TCP listener of the container `web` on 0.0.0.0:8080. */
export function listenerFixture(over: Partial<Listener> = {}): Listener {
  return {
    transport: 'tcp',
    address: '0.0.0.0',
    port: 8080,
    family: 'ipv4',
    uid: 0,
    pid: 7,
    process: 'nginx',
    container: { id: 'web', name: 'web' },
    ...over,
  };
}

/** Test helper: a dial of port 8080 at 127.0.0.1 that arrived. */
export function reachFixture(over: Partial<PortReach> = {}): PortReach {
  return {
    transport: 'tcp',
    port: 8080,
    address: '127.0.0.1',
    outcome: 'reachable',
    reason: null,
    arrived: true,
    ...over,
  };
}

/** Test helper: what a report is made of. */
export interface Parts {
  readonly listeners?: Listener[] | null;
  readonly reach?: PortReach[];
  readonly containers?: ContainerFacts[];
  readonly hostNetworking?: HostNetworking;
  readonly where?: Where;
  readonly ports?: Partial<PortFacts>;
  readonly platform?: string;
}

/** Test helper: a report with these listeners and dials, all else quiet, judged as a look is. */
export function portsFixture(parts: Parts = {}): PortsReport {
  const { listeners = [], reach = [], containers = [], hostNetworking = WORKS, where = APART } = parts;
  const facts = factsOf(where, parts.platform ?? 'linux');
  const ports: PortFacts = {
    hostListeners: known([], 'test'),
    owners: 'all',
    ownersReason: null,
    reach,
    bindFailures: [],
    discovery: [],
    unprivilegedPortStart: known(1024, 'test'),
    excludedPorts: known([], 'test'),
    firewalls: known([], 'test'),
    ...parts.ports,
  };
  const outcome = hostNetworking.state === 'works' ? ('reachable' as const) : ('refused' as const);
  const evidence: Evidence = {
    facts,
    lanes: [],
    boundary: [],
    containers,
    earlier: [],
    listeners: listeners ?? [],
    ports: listeners && ports,
    control: { address: '127.0.0.1', outcome },
  };
  return {
    schema: PORTS_SCHEMA,
    startedAt: '2026-01-02T03:04:05Z',
    durationMs: 1,
    tool: { name: 'hostnet', version: '0', surface: 'cli' },
    facts,
    hostNetworking,
    containers,
    ports,
    restartGuard: forgottenContainers(evidence),
    findings: [...judge(evidence).findings],
    listeners: listeners && rowsOf({ listeners, reach, where, hostNetworking, undialled: null, containers }),
  };
}

function factsOf(where: Where, platform: string): Facts {
  const facts = plainFacts();
  return {
    ...facts,
    host: { ...facts.host, platform, lanAddress: where.lan },
    hostMode: { interfaces: [], sameAsHost: known(where.ownStack, 'test') },
  };
}
