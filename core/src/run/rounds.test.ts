import { dead, promised, unmeasured } from '../testing/evidence-fixtures.ts';
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

  it.each(['timed-out', 'request-lost', 'reply-lost'] as const)(
    'what is %s beside lanes that answered, forwarder or none: packets may be lost by chance',
    (outcome) => {
      for (const hint of ['maybe', 'none', 'off'] as const) {
        expect(deservesAnotherRound(hint, lanes(outcome, one))).toBe(true);
        expect(
          deservesAnotherRound(
            hint,
            lanes(outcome, (lane) => lane.family === 'ipv6'),
          ),
        ).toBe(true);
        // A run in which nothing answers has an answer, and 4 s at most.
        expect(
          deservesAnotherRound(
            hint,
            lanes(outcome, () => true),
          ),
        ).toBe(false);
      }
    },
  );

  it('a lane that only describes, where it should answer', () => {
    const over = { outcome: 'timed-out', role: 'describes' } as const;
    const named = promised().map((lane) => (one(lane) ? { ...lane, ...over } : lane));
    expect(deservesAnotherRound('none', named)).toBe(true);
    const either = named.map((lane) => ({ ...lane, expected: 'unspecified' as const }));
    expect(deservesAnotherRound('none', either)).toBe(false);
  });

  it('not what was not measured', () => {
    expect(deservesAnotherRound('maybe', lanes('not-measured', one))).toBe(false);
  });

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
