import type { StoredReport } from '@hostnet/core';
import { choiceHint, runRows, stripOf, toggled } from './runs.ts';

const stored = (id: string, startedAt: string): StoredReport => ({
  id,
  startedAt,
  verdict: 'working',
  summary: 'Works.',
});
const NOW = Date.parse('2026-01-02T04:04:05Z');

describe('past runs', () => {
  it('stand newest first, with their age', () => {
    const rows = runRows([stored('a', '2026-01-01T03:04:05Z'), stored('b', '2026-01-02T03:04:05Z')], NOW);
    expect(rows.map(({ id, age, look }) => [id, age, look.word])).toEqual([
      ['b', '60 min ago'.replace('60 min', '1 h'), 'Working'],
      ['a', '25 h ago', 'Working'],
    ]);
  });

  it('say what is new against the run before', () => {
    const run = (id: string, verdict: StoredReport['verdict'], summary: string) => ({
      ...stored(id, '2026-01-01T03:04:05Z'),
      verdict,
      summary,
    });
    const rows = runRows(
      [
        run('1', 'working', 'Works.'),
        run('2', 'not-working', 'It is off.'),
        run('3', 'not-working', 'It is off.'),
        run('4', 'not-working', 'Nothing works.'),
      ],
      NOW,
    );
    expect(rows.map(({ change }) => change)).toEqual([
      'Nothing works.',
      'The same as the run before.',
      'It is off. Before: working.',
      'Works.',
    ]);
    expect(stripOf(rows).words).toMatch(/last 4 runs, the oldest first: working, not working, not working/);
    expect(stripOf(Array.from({ length: 31 }, () => rows[0]!)).runs).toHaveLength(20);
  });

  it('show a time they cannot read as it is, and no age', () => {
    expect(runRows([stored('a', 'ipv4')], NOW)[0]).toMatchObject({ when: 'ipv4', age: '' });
  });

  it('are chosen two at most, the last clicked', () => {
    const [one, two, three] = [toggled([], 'a'), toggled(['a'], 'b'), toggled(['a', 'b'], 'c')];
    expect([one, two, three, toggled(['b', 'c'], 'b')]).toEqual([['a'], ['a', 'b'], ['b', 'c'], ['c']]);
    expect([0, 1, 2].map((n) => choiceHint(['a', 'b'].slice(0, n), 5))).toEqual([
      'Choose two runs to see what changed between them.',
      'Choose one more run to compare with.',
      'Two runs are chosen.',
    ]);
    expect(choiceHint([], 1)).toContain('Diagnose once more');
  });
});
