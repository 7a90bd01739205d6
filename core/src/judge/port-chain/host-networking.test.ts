import { known } from '../../model/known.ts';
import type { PortReach } from '../../model/port-facts.ts';
import { desktopFacts } from '../../testing/evidence-fixtures.ts';
import { hostListener, listener, reach } from '../../testing/port-evidence.ts';
import { countAnswers } from './count-answers.ts';
import { hostNetworkingOf } from './host-networking.ts';

const facts = desktopFacts({ hostMode: { interfaces: [], sameAsHost: known(false, 'test') } });
const PORTS = Array.from({ length: 505 }, (_, at) => 10_000 + at);
const late = { address: '127.0.0.1', outcome: 'timed-out' as const };
const stateWith = (ports: readonly number[], over: Partial<PortReach>, process: string | null = null) => {
  const dials = ports.map((port) => reach(port, { arrived: null, ...over }));
  const listeners = ports.map((port) => listener('web', port));
  const hosts = process === null ? null : ports.map((port) => hostListener(process, port));
  return hostNetworkingOf(facts, late, countAnswers(dials, listeners, hosts)).state;
};

describe('P12 rows that answer outvote one control listener that came late', () => {
  it.each([
    ['505 ports that answer', stateWith(PORTS, {}), 'works'],
    ['505 ports that are refused', stateWith(PORTS, { outcome: 'refused' }), 'does-not-work'],
    ['one that is seen to arrive', stateWith([80], { arrived: true }), 'works'],
    ['one that the forwarder holds', stateWith([80], {}, 'com.docker.backend'), 'works'],
    ['one that answers, whose owner is not known', stateWith([80], {}), 'unknown'],
    ['505 that a program of this computer holds', stateWith(PORTS, {}, 'nginx'), 'does-not-work'],
    ['none', stateWith([], {}), 'does-not-work'],
  ])('%s', (_, state, expected) => {
    expect(state).toBe(expected);
  });
});
