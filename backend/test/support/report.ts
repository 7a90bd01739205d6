import { REPORT_SCHEMA, type Report } from '@hostnet/core';

/** Test helper: returns a small report that fits the format, with what is given put over it. */
export function reportFixture(over: Partial<Report> = {}): Report {
  return {
    schema: REPORT_SCHEMA,
    verdict: 'working',
    summary: 'Host networking works.',
    banners: [],
    startedAt: '2026-01-02T03:04:05.678Z',
    durationMs: 900,
    tool: { name: 'hostnet', version: '0.1.0', surface: 'ui' },
    facts: {
      host: {
        platform: 'linux',
        release: '6.1.0',
        arch: 'x64',
        interfaces: [],
        lanAddress: { known: false, reason: 'not looked at' },
        ipv6Loopback: true,
        desktop: null,
      },
      engine: {
        reachable: false,
        endpoint: 'unix:///var/run/docker.sock',
        failure: 'no-socket',
        message: 'No engine.',
        fix: 'Start one.',
      },
      hostMode: null,
      probeFailure: null,
    },
    lanes: [],
    boundary: [],
    findings: [],
    skipped: [],
    containers: [],
    listeners: [],
    ports: null,
    ...over,
  };
}

/** Test helper: returns a report whose JSON is about `bytes` long. */
export function largeReport(bytes: number): Report {
  return reportFixture({
    banners: ['x'.repeat(bytes - JSON.stringify(reportFixture({ banners: [''] })).length)],
  });
}

/** Test helper: returns a report of at most `bytes` of JSON made of many small parts, the costliest kind to hold. */
export function detailedReport(bytes: number): Report {
  const listener = {
    transport: 'tcp' as const,
    address: '0.0.0.0',
    port: 1,
    family: 'ipv4' as const,
    uid: 0,
    container: { id: 'c', name: 'n' },
    process: null,
    pid: null,
  };
  const room = bytes - JSON.stringify(reportFixture()).length;
  const count = Math.floor(room / (JSON.stringify(listener).length + 1));
  return reportFixture({ listeners: Array.from({ length: count }, () => listener) });
}
