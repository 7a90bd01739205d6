import fc from 'fast-check';
import { judge } from '../judge/judge.ts';
import { CAUSES } from '../judge/port-chain/port-findings.ts';
import { explainPort } from '../judge/port-chain/chain.ts';
import { isForwarder } from '../knowledge/forwarders.ts';
import { systemService } from '../knowledge/system-services.ts';
import type { ContainerFacts, Facts } from '../model/facts.ts';
import { known, unknown } from '../model/known.ts';
import type { Listener } from '../model/listener.ts';
import type { BindFailure, HostListener, PortReach } from '../model/port-facts.ts';
import type { PortsReport } from '../model/ports-report.ts';
import { PORTS_SCHEMA } from '../model/ports-report-name.ts';
import type { Where } from '../plan/targets.ts';
import { desktopFacts, plainFacts } from '../testing/evidence-fixtures.ts';
import { hostMode } from '../testing/port-evidence.ts';
import { containerFixture } from '../testing/container-fixture.ts';
import { judgeLook, type LookSeen } from './judge-look.ts';

const LAN = '192.0.2.7';
const PORTS = [53, 80, 3333, 5000, 5353, 7000, 8080, 8443];
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

const port = fc.constantFrom(...PORTS);
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

const seen: fc.Arbitrary<LookSeen> = fc
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

function reportOf(look: LookSeen): PortsReport {
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

/** What the parts of a report say against each other of one port. */
function denials(report: PortsReport, at: number, over: 'tcp' | 'udp'): string[] {
  const chain = explainPort(report, at, over);
  const name = `${at}/${over}`;
  const findings = report.findings.filter(({ ports }) => ports?.includes(name));
  const rows = report.listeners?.filter((row) => row.port === at && row.transport === over) ?? [];
  const holders = report.ports.hostListeners.known
    ? report.ports.hostListeners.value.filter((one) => one.port === at && one.transport === over)
    : [];
  const said: string[] = [];
  const deny = (so: boolean, words: string) => {
    if (so) said.push(`${name}: ${words}`);
  };
  const reachable = chain.verdict === 'reachable';
  deny(
    reachable && findings.some(({ severity }) => severity === 'error'),
    'reachable, with an error finding',
  );
  deny(reachable && chain.broken !== null, 'reachable, with a broken link');
  deny(
    reachable && rows.some((row) => /Something else|is paused/.test(row.whyNot ?? '')),
    'reachable, while its row says that another program answers',
  );
  const owner = chain.links.find(({ id }) => id === 'owner');
  const forwarder = owner?.sentence.includes('own forwarder') === true;
  deny(
    forwarder && findings.some(({ code }) => [...CAUSES.owner].some((one) => one === code)),
    'held by the forwarder, and by a stranger',
  );
  const strange = report.ports.reach.find(
    (one) => one.port === at && one.transport === over && one.reason?.includes(' holds it'),
  );
  deny(
    holders.some(
      (one) =>
        one.process !== null &&
        isForwarder(one.process) &&
        systemService(one) === null &&
        strange?.reason?.startsWith(one.process) === true,
    ),
    'a stranger by the reach, a forwarder by its name',
  );
  if (chain.broken === 'owner' || chain.broken === 'container') {
    const found = findings.find((one) => chain.sentence.startsWith(one.title));
    deny(
      found !== undefined && (found.remedy?.command ?? null) !== chain.command,
      'two commands for one cause',
    );
    const causes: readonly string[] = [...CAUSES.owner, ...CAUSES.forgotten];
    deny(
      chain.broken === 'owner' && !found && findings.some(({ code }) => causes.includes(code)),
      'a cause of its own beside the one of a check',
    );
  }
  const guard = report.restartGuard.filter(({ ports }) => over === 'tcp' && ports.includes(at));
  const forgotten = findings.filter(({ code }) => code === 'HN0219');
  deny(guard.length !== forgotten.length, 'forgotten in one list and not in the other');
  deny(
    guard.some(({ command }) => !forgotten.some(({ remedy }) => remedy?.command === command)),
    'two commands for what was forgotten',
  );
  return said;
}

it('of 2,000 looks no finding, row or chain of a port denies another', () => {
  fc.assert(
    fc.property(seen, (look) => {
      const report = reportOf(look);
      const said = PORTS.flatMap((at) => [...denials(report, at, 'tcp'), ...denials(report, at, 'udp')]);
      expect(said).toEqual([]);
      const proven = report.ports.reach.some(({ arrived, transport: over, port: at }) =>
        report.listeners?.some(
          (row) =>
            arrived === true && over === 'tcp' && row.transport === 'tcp' && row.port === at && row.container,
        ),
      );
      const late = look.control?.outcome === 'refused' || look.control?.outcome === 'timed-out';
      expect(proven && late ? report.hostNetworking.state : 'works').not.toBe('does-not-work');
    }),
    { numRuns: 2000 },
  );
}, 120_000);
