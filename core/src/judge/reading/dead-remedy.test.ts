import { desktopFacts, plainFacts, promised } from '../../testing/evidence-fixtures.ts';
import { known } from '../../model/known.ts';
import type { Lane } from '../../model/lane.ts';
import { deadRemedy } from './dead-remedy.ts';

const VANISH = /vanish/;
/** Every promised lane of a family with this outcome, errno and phase. */
const lanes = (over: Partial<Lane>, errno: string | null = null, phase = 'connect', family = 'ipv4') =>
  promised(() => over)
    .filter((lane) => lane.family === family)
    .map((lane) => ({
      ...lane,
      evidence: {
        ...lane.evidence,
        dialler: lane.evidence.dialler && { ...lane.evidence.dialler, errno, phase },
      },
    }));
const tcp = (all: readonly Lane[]) => all.filter((lane) => lane.transport === 'tcp');

describe('deadRemedy on an engine without a forwarder', () => {
  const facts = plainFacts();

  it('looks for what drops incoming packets where datagrams truly vanished', () => {
    const six = lanes({ outcome: 'request-lost' }, null, 'echo', 'ipv6').filter((l) => l.transport === 'udp');
    expect(deadRemedy(facts, lanes({ outcome: 'timed-out' }))).toMatchObject({
      text: expect.stringMatching(VANISH) as unknown,
      command: 'sudo iptables -S INPUT',
    });
    expect(deadRemedy(facts, six).command).toBe('sudo ip6tables -S INPUT');
  });

  it('looks at all chains where only SYNs vanished: the sender of one that its own machine drops hears nothing', () => {
    expect(deadRemedy(facts, tcp(lanes({ outcome: 'timed-out' }))).command).toBe('sudo iptables -S');
  });

  it.each([
    ['a reset', lanes({ outcome: 'reset' }, 'ECONNRESET', 'echo'), 'sudo iptables-save'],
    ['a connection closed early', lanes({ outcome: 'closed' }, null, 'echo'), 'sudo iptables-save'],
    ['no route', lanes({ outcome: 'no-route' }, 'ENETUNREACH'), 'ip rule'],
    ['no route over IPv6', lanes({ outcome: 'no-route' }, 'EHOSTUNREACH', 'connect', 'ipv6'), 'ip -6 rule'],
    ['a blackhole of ip rule', lanes({ outcome: 'address-unavailable' }, 'EINVAL'), 'ip rule'],
    ['a prohibition of ip rule', lanes({ outcome: 'permission-denied' }, 'EACCES'), 'ip rule'],
    ['OUTPUT', lanes({ outcome: 'permission-denied' }, 'EPERM'), 'sudo iptables -S OUTPUT'],
    [
      'a connection that another program accepted',
      tcp(lanes({ outcome: 'request-lost' }, null, 'echo')),
      'sudo iptables-save',
    ],
  ])('says nothing of packets that vanish for %s', (_, failed, command) => {
    const remedy = deadRemedy(facts, failed);
    expect(remedy.text).not.toMatch(VANISH);
    expect(remedy.command).toBe(command);
  });

  it('tells a listener that is there from a network that is another one, where it is refused', () => {
    const refused = lanes({ outcome: 'refused' }, 'ECONNREFUSED');
    expect(deadRemedy(facts, refused).command).toBe('sudo iptables-save');
    const hostMode = { interfaces: [], sameAsHost: known(false, 'interfaces compared') };
    expect(deadRemedy(plainFacts({ hostMode }), refused).command).toBe('docker run -p 8080:80 IMAGE');
  });

  it('brings the loopback interface up where it is not among those that are', () => {
    const lan = { name: 'eth0', mac: '02:00:00:00:00:01', addresses: [] };
    const at = (address: string) => ({ ...lan, addresses: [{ address, prefix: 24, internal: false }] });
    const host = (address: string) => ({ ...facts.host, interfaces: [at(address)] });
    const dead = lanes({ outcome: 'timed-out' });
    expect(deadRemedy({ ...facts, host: host('192.0.2.10') }, dead).command).toBe('sudo ip link set lo up');
    expect(deadRemedy({ ...facts, host: host('127.0.0.1') }, dead).text).toMatch(VANISH);
  });
});

it('deadRemedy names no rule of this machine where Docker Desktop is', () => {
  for (const outcome of ['timed-out', 'refused', 'no-route', 'reset'] as const)
    expect(deadRemedy(desktopFacts(), lanes({ outcome })).text).toMatch(/^Restart Docker Desktop/);
});
