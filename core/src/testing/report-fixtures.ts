import { known, unknown } from '../model/known.ts';
import { REPORT_SCHEMA } from '../model/report-name.ts';
import { type Finding } from '../model/finding.ts';
import { type Report } from '../model/report.ts';
import { laneFixture } from './lane-fixture.ts';

/** Test helper: returns a finding of severity `error` with what is given put over it. */
export function findingFixture(over: Partial<Finding> = {}): Finding {
  return {
    code: 'HN9901',
    severity: 'error',
    title: 'A link is broken',
    detail: 'The computer cannot reach the container.',
    evidence: ['127.0.0.1:40000 refused at connect'],
    remedy: { text: 'Start it again.', command: 'docker restart web' },
    url: 'https://example.com/docs/checks/HN9901.md',
    ...over,
  };
}

/** Test helper: returns the report of a healthy Docker Desktop on a Mac with what is given put over it. */
export function reportFixture(over: Partial<Report> = {}): Report {
  const off = unknown('not checked');
  const ways = [
    { from: 'host', to: 'host-mode' },
    { from: 'host-mode', to: 'host' },
  ] as const;
  const transports = ['tcp', 'udp'] as const;
  return {
    schema: REPORT_SCHEMA,
    verdict: 'working',
    summary: 'TCP and UDP work in both directions.',
    banners: [],
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 840,
    tool: { name: 'hostnet', version: '0.1.0', surface: 'cli' },
    facts: {
      host: {
        platform: 'darwin',
        release: '25.1.0',
        arch: 'arm64',
        interfaces: [],
        lanAddress: known('192.0.2.10', 'interfaces'),
        ipv6Loopback: true,
        desktop: {
          hostNetworkingEnabled: known(true, 'settings-store.json'),
          hostNetworkingLocked: off,
          enhancedContainerIsolation: off,
          enhancedContainerIsolationLocked: off,
          useWindowsContainers: off,
          kernelForUdp: off,
          extensionsEnabled: off,
        },
      },
      engine: {
        reachable: true,
        kind: 'docker',
        endpoint: 'unix:///run/docker.sock',
        version: '29.1.0',
        apiVersion: '1.52',
        os: 'linux',
        arch: 'arm64',
        kernel: '6.12.0-linuxkit',
        operatingSystem: 'Docker Desktop',
        platform: 'Docker Desktop 4.80.0 (200000)',
        desktop: { version: '4.80.0', build: '200000' },
        rootless: false,
        usernsRemap: false,
        cgroupVersion: '2',
      },
      hostMode: null,
      probeFailure: null,
    },
    lanes: ['127.0.0.1', '::1'].flatMap((address) =>
      ways.flatMap((way) => transports.map((transport) => laneFixture({ ...way, transport, address }))),
    ),
    boundary: [
      { name: 'icmp-echo', status: 'carried', reason: null, evidence: ['1 reply in 0.3 ms'] },
      { name: 'multicast', status: 'not-carried', reason: 'no member heard it', evidence: [] },
      { name: 'broadcast', status: 'not-measured', reason: 'not requested', evidence: [] },
    ],
    findings: [],
    skipped: [{ code: 'HN9902', reason: 'no Swarm here' }],
    containers: [],
    listeners: [],
    ports: null,
    ...over,
  };
}
