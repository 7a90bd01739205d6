import fc from 'fast-check';
import type { Evidence } from '../model/evidence.ts';
import type { ContainerFacts, Facts } from '../model/facts.ts';
import { known, unknown } from '../model/known.ts';
import type { Listener } from '../model/listener.ts';
import type { BindFailure, HostListener, PortReach } from '../model/port-facts.ts';
import type { PortsReport } from '../model/ports-report.ts';
import { PORTS_SCHEMA } from '../model/ports-report-name.ts';
import type { Where } from '../plan/targets.ts';
import { judgeLook, type LookSeen } from '../diagnose/judge-look.ts';
import { judge } from '../judge/judge.ts';
import { desktopFacts, plainFacts } from './evidence-fixtures.ts';
import { hostMode } from './port-evidence.ts';
import { containerFixture } from './container-fixture.ts';

const LAN = '192.0.2.7';
/** The ports that generated looks are about. */
export const GENERATED_PORTS = [53, 80, 3333, 5000, 5353, 7000, 8080, 8443];
/** Names of the lists of forwarders and system services, whole and as `lsof` cuts them, and names that are neither. */
const PROCESSES = [
  ...['com.docker.backend', 'com.docke', 'docker-proxy', 'vpnkit', 'wslrelay.exe', 'wslhost', 'svchost.exe'],
  ...[
    'qemu-system-x86_64',
    'rootlesskit',
    'rootlessport',
    'slirp4netns',
    'pasta',
    'limactl',
    'ssh',
    'sshd.exe',
  ],
  ...['gvproxy', 'conmon', 'OrbStack Helper', 'rancher-desktop', 'host-switch'],
  ...['ControlCenter', 'ControlCe', 'mDNSResponder', 'mDNSRespo'],
  ...['nginx', 'node', 'ollama', 'python3', 'sshd', 'dockerd-watch'],
];
const NAMES = ['web', 'db', 'cache'];

const port = fc.constantFrom(...GENERATED_PORTS);
const transport = fc.constantFrom('tcp' as const, 'udp' as const);
const address = fc.constantFrom('0.0.0.0', '127.0.0.1', '::', '::1', LAN, '192.168.65.3');
const family = (at: string) => (at.includes(':') ? ('ipv6' as const) : ('ipv4' as const));

const listener: fc.Arbitrary<Listener> = fc
  .record({ transport, address, port, owner: fc.option(fc.constantFrom(...NAMES)), dual: fc.boolean() })
  .map(({ owner, dual, ...rest }) => ({
    ...rest,
    family: dual && rest.address === '::' ? 'dual' : family(rest.address),
    uid: 0,
    container: owner === null ? null : { id: owner, name: owner },
    process: 'server',
    pid: 100,
  }));
const hostListener: fc.Arbitrary<HostListener> = fc
  .record({
    transport,
    address,
    port,
    pid: fc.option(fc.integer({ min: 1, max: 4 })),
    process: fc.option(fc.constantFrom(...PROCESSES)),
  })
  .map((one) => ({ ...one, family: family(one.address) }));
const reach: fc.Arbitrary<PortReach> = fc
  .record({
    transport,
    port,
    address: fc.constantFrom('127.0.0.1', '::1', LAN),
    outcome: fc.constantFrom(
      'reachable',
      'reachable',
      'refused',
      'timed-out',
      'reset',
      'closed',
      'not-measured',
    ),
    arrived: fc.constantFrom(true, false, null),
  })
  .map(({ arrived, outcome, ...rest }): PortReach => {
    if (outcome !== 'reachable') return { ...rest, outcome, reason: 'test', arrived: null };
    return { ...rest, outcome: arrived === false ? 'wrong-listener' : 'reachable', reason: null, arrived };
  });
const container: fc.Arbitrary<ContainerFacts> = fc
  .record({
    name: fc.constantFrom(...NAMES),
    host: fc.boolean(),
    inner: port,
    outer: port,
    maps: fc.boolean(),
    state: fc.constantFrom('running', 'running', 'paused', 'restarting', 'exited', 'created'),
    health: fc.constantFrom('none' as const, 'healthy' as const, 'unhealthy' as const),
  })
  .map(({ name, host, inner, outer, maps, state, health }) => {
    const map = { transport: 'tcp', containerPort: inner, hostAddress: '', hostPort: outer };
    const over = {
      state,
      health,
      requestedPorts: maps ? [map] : [],
      publishedPorts: maps && !host ? [map] : [],
      exposedPorts: [{ transport: 'tcp', port: inner }],
      exitCode: state === 'exited' ? 1 : null,
    };
    return host ? hostMode(name, over) : containerFixture(name, over);
  });
const failure: fc.Arbitrary<BindFailure> = fc.record({
  container: fc.constantFrom(...NAMES),
  port: fc.option(port),
  address: fc.constant('0.0.0.0'),
  kind: fc.constantFrom('address-in-use', 'address-unavailable', 'permission-denied'),
  line: fc.constantFrom('listen tcp: bind: address already in use', 'bind failed'),
});

/** Looks at ports as a machine might show them, drawn at random: consistent or not, since machines are not either. */
export const generatedLooks: fc.Arbitrary<LookSeen> = fc
  .record({
    platform: fc.constantFrom('linux', 'darwin', 'win32'),
    own: fc.boolean(),
    containers: fc.uniqueArray(container, { maxLength: 3, selector: ({ name }) => name }),
    listeners: fc.option(fc.array(listener, { maxLength: 6 }), { freq: 9 }),
    hosts: fc.option(fc.array(hostListener, { maxLength: 6 })),
    reach: fc.uniqueArray(reach, {
      maxLength: 16,
      selector: (one) => `${one.transport} ${one.port} ${one.address}`,
    }),
    failures: fc.array(failure, { maxLength: 2 }),
    control: fc.option(fc.constantFrom('reachable', 'refused', 'timed-out', 'wrong-listener')),
    holders: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  })
  .map(({ platform, own, hosts, failures, control, holders, ...rest }): LookSeen => {
    const ownStack = own && platform === 'linux';
    const where: Where = { ownStack, lan: known(LAN, 'test'), ipv6Loopback: true };
    return {
      containers: rest.containers,
      listeners: rest.listeners,
      where,
      undialled: null,
      facts: factsOf(platform, where),
      control: control && { address: '127.0.0.1', outcome: control },
      controlHolders: new Set(ownStack ? [] : holders),
      ports: {
        hostListeners: hosts ? known(hosts, 'test') : unknown('no rights'),
        owners: 'all',
        ownersReason: null,
        reach: rest.reach,
        bindFailures: failures,
        discovery: [],
        unprivilegedPortStart: known(1024, 'test'),
        excludedPorts: known(
          platform === 'win32' ? [{ transport: 'tcp', from: 7000, to: 7100 }] : [],
          'test',
        ),
        firewalls: known([], 'test'),
      },
    };
  });

function factsOf(platform: string, { ownStack, lan }: Where): Facts {
  const facts = ownStack ? plainFacts() : desktopFacts();
  return {
    ...facts,
    host: { ...facts.host, platform, lanAddress: lan, ipv6Loopback: true },
    hostMode: { interfaces: [], sameAsHost: known(ownStack, 'test') },
  };
}

/** Returns what `hostnet ports` and the tab say of a look. */
export function portsReportOf(look: LookSeen): PortsReport {
  return {
    schema: PORTS_SCHEMA,
    startedAt: '2026-01-02T03:04:05Z',
    durationMs: 1,
    tool: { name: 'hostnet', version: '0', surface: 'cli' },
    facts: look.facts,
    containers: [...look.containers],
    ...judgeLook(look, judge),
  };
}

/** Returns what a diagnosis judges that has measured these lanes and seen the same of the ports. */
export function diagnosisOf(look: LookSeen, lanes: Evidence['lanes']): ReturnType<typeof judge> {
  const { ports, listeners } = portsReportOf(look);
  return judge({
    facts: look.facts,
    lanes,
    boundary: [],
    containers: look.containers,
    listeners: look.listeners ?? [],
    ports: listeners && ports,
    earlier: [],
  });
}
