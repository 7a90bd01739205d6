import type { PortRow, PortsReport, Reach } from '@hostnet/core/listening';

/** Test helper: a cell that was dialled and answered, with `over` put over it. */
export function reach(over: Partial<Reach> = {}): Reach {
  return { expected: 'yes', address: '127.0.0.1', outcome: 'reachable', reason: null, ...over };
}

/** Test helper: nothing can answer there. */
export function nothing(reason: string): Reach {
  return { expected: 'no', address: null, outcome: 'not-measured', reason };
}

/** Test helper: web's listener on 0.0.0.0:80, open to the network, with `over` put over it. */
export function row(over: Partial<PortRow> = {}): PortRow {
  return {
    transport: 'tcp',
    address: '0.0.0.0',
    port: 80,
    family: 'ipv4',
    uid: 0,
    pid: 7,
    process: 'nginx',
    container: { id: 'a'.repeat(64), name: 'web' },
    reach: {
      v4: reach(),
      v6: nothing('it listens on IPv4 only'),
      lan: reach({ address: '192.0.2.20' }),
    },
    whyNot: null,
    ...over,
  };
}

/** Test helper: a report of these rows on a Desktop whose host networking works, with `over` put over it. */
export function portsReport(
  listeners: readonly PortRow[] | null,
  over: Partial<PortsReport> = {},
): PortsReport {
  return {
    schema: 'hostnet.ports/1',
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 900,
    tool: { name: 'hostnet', version: '0', surface: 'ui' },
    facts: {
      host: {
        platform: 'linux',
        release: '6',
        arch: 'x64',
        interfaces: [],
        ipv6Loopback: true,
        desktop: null,
        lanAddress: { known: true, value: '192.0.2.20', source: 'test' },
      },
      engine: {
        reachable: true,
        kind: 'docker',
        endpoint: 'unix:///x.sock',
        version: '29',
        apiVersion: '1.52',
        os: 'linux',
        arch: 'x64',
        kernel: '6',
        operatingSystem: 'Docker Desktop',
        platform: '',
        desktop: null,
        rootless: false,
        usernsRemap: false,
        cgroupVersion: '2',
      },
      hostMode: { interfaces: [], sameAsHost: { known: true, value: false, source: 'test' } },
      probeFailure: null,
    },
    hostNetworking: { state: 'works', sentence: 'It works.', remedy: null, evidence: [] },
    containers: [],
    listeners: listeners && [...listeners],
    ports: {
      hostListeners: { known: false, reason: 'not asked' },
      owners: 'all',
      ownersReason: null,
      reach: [],
      bindFailures: [],
      discovery: [],
      unprivilegedPortStart: { known: true, value: 1024, source: 'test' },
      excludedPorts: { known: false, reason: 'not asked' },
      firewalls: { known: false, reason: 'not asked' },
    },
    restartGuard: [],
    findings: [],
    ...over,
  };
}
