import { runEnds, runStarts, unfinishedRuns } from './unfinished.ts';

it('keeps a run until its end', () => {
  runStarts(localStorage, 'aa');
  runStarts(localStorage, 'bb');
  expect(unfinishedRuns(localStorage)).toEqual(['aa', 'bb']);
  runEnds(localStorage, 'aa');
  expect(unfinishedRuns(localStorage)).toEqual(['bb']);
});

it('keeps ten at most, and nothing that is no id', () => {
  for (let run = 0; run < 12; run++) runStarts(localStorage, `r${run}`);
  expect(unfinishedRuns(localStorage)).toHaveLength(10);
  localStorage.setItem('hostnet.unfinished-runs', '["ok","--all","$(x)",7]');
  expect(unfinishedRuns(localStorage)).toEqual(['ok']);
  localStorage.setItem('hostnet.unfinished-runs', '{');
  expect(unfinishedRuns(localStorage)).toEqual([]);
});
