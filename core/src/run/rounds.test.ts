import { dead, promised, unmeasured } from '../testing/evidence.ts';
import type { Lane } from '../model/lane.ts';
import { deservesAnotherRound, promisedLaneFailed } from './rounds.ts';

/** Every promised lane answers, each listener on a port of its own, but these. */
function lanes(outcome: Lane['outcome'], spoiled: (lane: Lane) => boolean): Lane[] {
  return promised().map((lane) => {
    const port = 25_000 + ['0.0.0.0', '127.0.0.1', '::', '::1'].indexOf(lane.listen);
    const dialler = lane.evidence.dialler && { ...lane.evidence.dialler, port };
    const full = { ...lane, evidence: { ...lane.evidence, dialler } };
    return spoiled(full) ? { ...full, outcome } : full;
  });
}
const one = (lane: Lane): boolean =>
  lane.from === 'host' && lane.transport === 'tcp' && lane.listen === '127.0.0.1';

describe('deservesAnotherRound', () => {
  it.each(['refused', 'wrong-listener'] as const)(
    'a port alone that is %s, behind a forwarder',
    (outcome) => {
      expect(deservesAnotherRound('maybe', lanes(outcome, one))).toBe(true);
      expect(deservesAnotherRound('none', lanes(outcome, one))).toBe(false);
    },
  );

  it.each(['timed-out', 'request-lost', 'reply-lost', 'not-measured'] as const)(
    'not what is %s: no port does that by being held',
    (outcome) => {
      expect(deservesAnotherRound('maybe', lanes(outcome, one))).toBe(false);
    },
  );

  it('not a whole family, transport or direction', () => {
    for (const whole of [
      (lane: Lane) => lane.family === 'ipv6',
      (lane: Lane) => lane.transport === 'udp',
      (lane: Lane) => lane.from === 'host',
    ])
      expect(deservesAnotherRound('maybe', lanes('refused', whole))).toBe(false);
  });

  it('not two listeners at once: no chance is as great as that', () => {
    const two = (lane: Lane): boolean =>
      lane.from === 'host' && lane.transport === 'tcp' && ['::', '::1'].includes(lane.listen);
    expect(deservesAnotherRound('maybe', lanes('refused', two))).toBe(false);
    const both = (lane: Lane): boolean => lane.transport === 'tcp' && lane.listen === '127.0.0.1';
    expect(deservesAnotherRound('maybe', lanes('refused', both))).toBe(false);
  });

  it('where a forwarder answers that was said to be off', () => {
    expect(deservesAnotherRound('off', lanes('refused', one))).toBe(true);
    expect(deservesAnotherRound('off', promised(dead))).toBe(false);
    expect(deservesAnotherRound('off', promised())).toBe(false);
  });
});

test('promisedLaneFailed: not measured is no failure', () => {
  expect(promisedLaneFailed(promised())).toBe(false);
  expect(promisedLaneFailed(promised(() => unmeasured()))).toBe(false);
  expect(promisedLaneFailed(promised(dead))).toBe(true);
});
