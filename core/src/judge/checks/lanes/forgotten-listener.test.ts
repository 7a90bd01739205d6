import { unknown } from '../../../model/known.ts';
import type { PortFacts, PortReach } from '../../../model/port-facts.ts';
import type { Listener } from '../../../model/listener.ts';
import { dead, desktopFacts, input, plainFacts, promised } from '../../../testing/evidence-fixtures.ts';
import { forgottenListener } from './forgotten-listener.ts';

const listener = (over: Partial<Listener> = {}): Listener => ({
  transport: 'tcp',
  address: '0.0.0.0',
  port: 8080,
  family: 'ipv4',
  uid: 0,
  pid: 7,
  process: 'web',
  container: { id: 'a1', name: 'web' },
  ...over,
});
const dialled = (outcome: PortReach['outcome'], over: Partial<PortReach> = {}): PortReach => ({
  transport: 'tcp',
  port: 8080,
  address: '127.0.0.1',
  outcome,
  reason: null,
  arrived: null,
  ...over,
});
const not = unknown('not checked');
const ports = (...reach: PortReach[]): PortFacts => ({
  hostListeners: not,
  owners: 'all',
  ownersReason: null,
  reach,
  bindFailures: [],
  unprivilegedPortStart: not,
  excludedPorts: not,
  firewalls: not,
  discovery: [],
});
const told = (listeners: Listener[], reach: PortReach[], over: Partial<Parameters<typeof input>[0]> = {}) =>
  forgottenListener.check(input({ facts: desktopFacts(), listeners, ports: ports(...reach), ...over }));

describe('HN0219 forgotten-listener', () => {
  it('fires when a container’s listener is refused and a new one answers, and restarts that container', () => {
    expect(told([listener()], [dialled('refused')])).toMatchObject([
      {
        code: 'HN0219',
        severity: 'error',
        title: 'web listens in host mode, but this computer does not reach it on port 8080',
        evidence: [
          'web listens on 0.0.0.0 port 8080 in the host-mode namespace',
          'this computer → 127.0.0.1 port 8080: refused',
        ],
        remedy: { command: 'docker restart web' },
      },
    ]);
  });

  it('tells a container once, with its ports', () => {
    const listeners = [listener(), listener({ port: 8081 })];
    const reach = [dialled('refused'), dialled('timed-out', { port: 8081 })];
    expect(told(listeners, reach).map((f) => f.title)).toEqual([
      'web listens in host mode, but this computer does not reach it on port 8080, 8081',
    ]);
  });

  it.each<[string, Listener, PortReach[]]>([
    ['it is reachable', listener(), [dialled('reachable')]],
    ['somebody accepts and closes', listener(), [dialled('closed')]],
    ['somebody accepts and resets', listener(), [dialled('reset')]],
    ['one of its addresses is', listener(), [dialled('refused', { address: '::1' }), dialled('reachable')]],
    ['nobody dialled it', listener(), []],
    ['it was not measured', listener(), [dialled('not-measured')]],
    [
      'its container is not known: the VM’s own are not forwarded',
      listener({ container: null }),
      [dialled('refused')],
    ],
    ['it is UDP', listener({ transport: 'udp' }), [dialled('refused')]],
  ])('stays silent when %s', (_, one, reach) => {
    expect(told([one], reach)).toEqual([]);
  });

  it('stays silent when new listeners are refused too: that is another fault', () => {
    const lanes = promised((way) => (way.direction === 'host-to-container' ? dead(way) : {}));
    expect(told([listener()], [dialled('refused')], { lanes })).toEqual([]);
  });

  it('stays silent before 4.36 with more than 18 listeners: that limit explains it', () => {
    const many = Array.from({ length: 19 }, (_, i) => listener({ port: 8080 + i }));
    const facts = desktopFacts({}, {}, '4.35.0');
    expect(told(many, [dialled('refused')], { facts })).toEqual([]);
  });

  it('is skipped where ports were not looked at, and where there is no forwarder', () => {
    expect(forgottenListener.applicable(input({ facts: desktopFacts() }))).toMatch('not tested');
    expect(forgottenListener.applicable(input({ facts: plainFacts(), ports: ports() }))).toMatch('own stack');
  });

  it('without lanes, needs another container’s port proven by both witnesses', () => {
    const listeners = [listener(), listener({ port: 9000, container: { id: 'b2', name: 'other' } })];
    const other = dialled('reachable', { port: 9000 });
    expect(told(listeners, [dialled('refused'), other], { lanes: [] })).toEqual([]);
    const proven = { ...other, arrived: true };
    expect(told(listeners, [dialled('refused'), proven], { lanes: [] })).toHaveLength(1);
  });
});
