import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { diagnoseJson, faultText } from './support/hostnet.ts';

const PORTS = '1024:65535';

/** A rule that drops packets between programs of one machine, as a firewall would. */
const drop = (tool: string, transport: string) =>
  [tool, '-I', 'INPUT', '-i', 'lo', '-p', transport, '--dport', PORTS, '-j', 'DROP'] as const;

interface Fault {
  readonly name: string;
  readonly rules: readonly (readonly string[])[];
  readonly names: RegExp;
  readonly spares: RegExp;
}

const FAULTS: readonly Fault[] = [
  { name: 'UDP over IPv4 dropped', rules: [drop('iptables', 'udp')], names: /UDP/, spares: /TCP/ },
  { name: 'TCP over IPv4 dropped', rules: [drop('iptables', 'tcp')], names: /TCP/, spares: /UDP/ },
  {
    name: 'UDP dropped',
    rules: [drop('iptables', 'udp'), drop('ip6tables', 'udp')],
    names: /UDP/,
    spares: /TCP/,
  },
  {
    name: 'TCP dropped',
    rules: [drop('iptables', 'tcp'), drop('ip6tables', 'tcp')],
    names: /TCP/,
    spares: /UDP/,
  },
  {
    name: 'IPv6 dropped',
    rules: [drop('ip6tables', 'tcp'), drop('ip6tables', 'udp')],
    names: /IPv6/,
    spares: /IPv4/,
  },
  {
    name: 'IPv4 dropped',
    rules: [drop('iptables', 'tcp'), drop('iptables', 'udp')],
    names: /IPv4/,
    spares: /IPv6/,
  },
];

describe('faults made with iptables in a namespace of the test’s own', () => {
  let engine: PrivateEngine;

  beforeAll(async () => {
    engine = await startPrivateEngine();
  }, 120_000);
  afterAll(async () => engine.stop(), 60_000);

  const apply = async (rules: Fault['rules'], flag: '-I' | '-D') => {
    for (const rule of rules) {
      const ran = await engine.nsenter(rule.map((word) => (word === '-I' ? flag : word)));
      if (ran.code !== 0) throw new Error(ran.stderr);
    }
  };

  it('is working where nothing is in the way, with both witnesses for every reachable lane', async () => {
    const { report, ended } = await diagnoseJson({ engine });
    expect(ended.code).toBe(0);
    expect(report.verdict).toBe('working');
    for (const lane of report.lanes.filter((l) => l.outcome === 'reachable')) {
      expect(lane.evidence.dialler?.answered).toBeGreaterThan(0);
      expect(lane.evidence.listener?.received).toBeGreaterThan(0);
    }
    for (const [from, to] of [
      ['host', 'host-mode'],
      ['host-mode', 'host'],
    ]) {
      for (const transport of ['tcp', 'udp']) {
        for (const family of ['ipv4', 'ipv6']) {
          expect(
            report.lanes.some(
              (l) =>
                l.from === from &&
                l.to === to &&
                l.transport === transport &&
                l.family === family &&
                l.outcome === 'reachable',
            ),
          ).toBe(true);
        }
      }
    }
  }, 60_000);

  it.each(FAULTS)(
    'tells $name, and names nothing else; working again when it is gone',
    async ({ rules, names, spares }) => {
      await apply(rules, '-I');
      let broken;
      try {
        broken = await diagnoseJson({ engine });
      } finally {
        await apply(rules, '-D');
      }
      expect(broken.ended.code).toBe(1);
      expect(broken.report.verdict).toBe('partly-working');
      expect(faultText(broken.report)).toMatch(names);
      expect(faultText(broken.report)).not.toMatch(spares);

      const mended = await diagnoseJson({ engine });
      expect(mended.report.verdict).toBe('working');
      expect(mended.ended.code).toBe(0);
    },
    90_000,
  );

  it('is not working where everything is dropped', async () => {
    const rules = FAULTS[2]!.rules.concat(FAULTS[3]!.rules);
    await apply(rules, '-I');
    try {
      const { report, ended } = await diagnoseJson({ engine });
      expect(report.verdict).toBe('not-working');
      expect(report.findings[0]?.code).toBe('HN0201');
      expect(ended.code).toBe(1);
    } finally {
      await apply(rules, '-D');
    }
  }, 60_000);
});
