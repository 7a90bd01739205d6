import { lossFinding, lossyReport } from '@hostnet/core/testing';
import { todoSections } from './todos.ts';

describe('findings', () => {
  it('come in sections, faults first', () => {
    expect(todoSections(lossyReport().findings).map((section) => section.severity)).toEqual([
      'error',
      'warning',
      'info',
    ]);
  });

  it('that one deed mends stand together, where the heaviest is', () => {
    const update = { text: 'Update Docker Desktop.', command: null };
    const sections = todoSections([
      lossFinding({ code: 'HN0111', remedy: { text: 'Turn it on.', command: null } }),
      lossFinding({ code: 'HN0207', remedy: update }),
      lossFinding({ code: 'HN0109', severity: 'warning', remedy: update }),
      lossFinding({ code: 'HN0212', severity: 'info', remedy: null }),
      lossFinding({ code: 'HN0217', severity: 'info', remedy: null }),
    ]);
    expect(
      sections.map(({ severity, todos }) => [
        severity,
        todos.map((todo) => todo.findings.map((one) => one.code)),
      ]),
    ).toEqual([
      ['error', [['HN0111'], ['HN0207', 'HN0109']]],
      ['info', [['HN0212'], ['HN0217']]],
    ]);
  });
});
