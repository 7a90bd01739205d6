import { containerFixture } from '../../testing/container-fixture.ts';
import { known } from '../../model/known.ts';
import { judge } from '../judge.ts';
import { forgottenListener } from './lanes/forgotten-listener.ts';
import { CATALOGUE } from '../catalogue.ts';
import { CHECKS } from './registry.ts';
import { RULES } from './compose/registry.ts';
import { portClash } from './ports/port-clash.ts';
import { behindVm, hostListener, hostMode, listener, looked, reach } from '../../testing/port-evidence.ts';
import { publishedPortsDiscarded } from './ports/published-ports-discarded.ts';
import { tooManyListeners } from './lanes/too-many-listeners.ts';

const LISTENERS = 10_000;
const CONTAINERS = 2000;

/** Everything at once: half of the containers in host mode, each third one asks for a port that is taken. */
function crowd(platform: string, size = 1, seen: (item: object) => object = (item) => item) {
  const count = Math.round(CONTAINERS * size);
  const containers = Array.from({ length: count }, (_, i) =>
    i % 2 === 0
      ? hostMode(`c${i}`, {
          state: i % 3 === 0 ? 'created' : 'running',
          health: i % 4 === 0 ? 'healthy' : 'unhealthy',
          exposedPorts: [{ transport: 'tcp', port: 1 + (i % 100) }],
          envHosts: [{ variable: 'DB_HOST', host: `c${i + 1}`, kind: 'name' }],
        })
      : containerFixture(`c${i}`, {
          requestedPorts: [{ transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 8000 }],
        }),
  );
  const listeners = Array.from({ length: Math.round(LISTENERS * size) }, (_, i) =>
    listener(`c${(i * 2) % count}`, 1 + i, { address: i % 5 === 0 ? '127.0.0.1' : '0.0.0.0' }),
  );
  const line = 'bind: address already in use';
  const facts = {
    reach: listeners.map(({ port }) =>
      reach(port, port % 7 === 0 ? { outcome: 'refused', arrived: null } : {}),
    ),
    hostListeners: known(
      listeners.map(({ port }) => hostListener('python3', port)),
      'lsof',
    ),
    bindFailures: containers.map(({ name }, i) => ({
      container: name,
      kind: 'address-in-use' as const,
      address: null,
      port: 1 + i,
      line,
    })),
    excludedPorts: known([{ transport: 'tcp' as const, from: 1, to: 5000 }], 'netsh'),
    firewalls: known([{ name: 'ufw', active: true }], '/etc'),
  };
  const given = {
    containers: containers.map((item) => seen(item) as typeof item),
    listeners: listeners.map((item) => seen(item) as typeof item),
  };
  return platform === 'linux' ? looked(given, facts) : behindVm(given, facts, platform);
}

const PORT_CHECKS = CHECKS.filter(({ entry }) => /^HN0(30[3-9]|3[1-9]|5)/.test(entry.code));

/** Those of ports and system and the older ones that read sockets and ports. */
const OURS = [...PORT_CHECKS, forgottenListener, publishedPortsDiscarded, portClash, tooManyListeners];

describe('the registry', () => {
  it('holds every check and every rule once, in the order of their codes', () => {
    for (const list of [CHECKS, RULES, CATALOGUE.map((entry) => ({ entry }))]) {
      const codes = list.map(({ entry }) => entry.code);
      expect(codes).toEqual([...new Set(codes)].sort());
    }
  });
});

describe('the checks of ports and system', () => {
  it.each(['linux', 'darwin', 'win32'])(
    'judge 10,000 listeners and 2,000 containers on %s in one pass each',
    (platform) => {
      const { findings, skipped } = judge(crowd(platform));
      expect(findings.filter(({ code }) => code === 'HN0001')).toEqual([]);
      expect(findings.length).toBeGreaterThan(1000);
      // Each finding stays short, however much is behind it.
      for (const { evidence, title } of findings) {
        expect(evidence.length).toBeLessThanOrEqual(20);
        expect(title.length).toBeLessThan(300);
      }
      expect(skipped.length).toBeGreaterThan(0);
    },
    60_000,
  );

  it.each(['linux', 'darwin', 'win32'])('read twice as much of twice as many, on %s', (platform) => {
    const readsOf = (size: number) => {
      let reads = 0;
      const counting = (item: object) =>
        new Proxy(item, {
          get(target, key, receiver): unknown {
            reads += 1;
            return Reflect.get(target, key, receiver);
          },
        });
      judge(crowd(platform, size, counting), OURS);
      return reads;
    };
    expect(readsOf(0.1) / readsOf(0.05)).toBeLessThan(2.3);
  });

  it('say nothing at all of an empty world, and nothing of ports that were not looked at', () => {
    const codes = new Set<string>(PORT_CHECKS.map(({ entry }) => entry.code));
    const told = (given: Parameters<typeof judge>[0]) =>
      judge(given).findings.filter(({ code }) => codes.has(code));
    expect(told(looked())).toEqual([]);
    expect(told(behindVm())).toEqual([]);
    expect(told({ ...crowd('darwin'), ports: null }).map(({ code }) => code)).not.toContain('HN0303');
  });
});
