import { Carried, Outcome, Severity, Verdict } from '@hostnet/core';
import { laneFixture } from '@hostnet/core/testing';
import { carriedLook, laneLook, outcomeLook, severityLook, verdictLook } from './looks.ts';

describe('every value', () => {
  it('of an outcome has a mark and a word of its own', () => {
    const looks = Outcome.options.map(outcomeLook);
    expect(looks.every((look) => look.mark !== '' && look.word !== '')).toBe(true);
    expect(new Set(looks.map((look) => look.word)).size).toBe(Outcome.options.length);
  });

  it.each([
    ['verdict', Verdict.options.map(verdictLook)],
    ['severity', Severity.options.map(severityLook)],
    ['carried', Carried.options.map(carriedLook)],
  ])('of a %s has a mark, a word and a tone', (_name, looks) => {
    expect(looks.every((look) => look.mark !== '' && look.word !== '')).toBe(true);
  });
});

const FAILURES = Outcome.options.filter((outcome) => outcome !== 'reachable' && outcome !== 'not-measured');

describe('a lane', () => {
  it.each(FAILURES)('that is promised and %s is red', (outcome) => {
    expect(laneLook(laneFixture({ outcome })).tone).toBe('bad');
  });

  it.each(FAILURES)('that is expected to fail or may fail, and %s, is grey', (outcome) => {
    expect(laneLook(laneFixture({ outcome, expected: 'unreachable' })).tone).toBe('none');
    expect(laneLook(laneFixture({ outcome, expected: 'unspecified' })).tone).toBe('none');
  });

  it.each(['describes', 'control'] as const)('that only %s is never red', (role) => {
    expect(laneLook(laneFixture({ outcome: 'refused', role })).tone).toBe('warn');
  });

  it('that answers against expectation is a warning', () => {
    expect(laneLook(laneFixture({ expected: 'unreachable' }))).toMatchObject({
      tone: 'warn',
      word: 'reachable',
    });
  });

  it.each([
    ['absent', 'not here'],
    ['skipped', 'skipped'],
    ['instrument', 'not measured'],
  ] as const)('that was not measured because %s is grey and says %s', (missing, word) => {
    expect(laneLook(laneFixture({ outcome: 'not-measured', missing }))).toMatchObject({ tone: 'none', word });
  });
});
