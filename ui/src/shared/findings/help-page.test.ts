import { helpPage, helpTarget } from './help-page.ts';

it('parts title and body', () => {
  expect(helpPage('HN0101', '# HN0101 No answer\n\nbody\n\n## What this means\n')).toEqual({
    title: 'No answer (HN0101)',
    body: 'body\n\n## What this means',
  });
  expect(helpPage('HN0101', '')).toEqual({ title: 'HN0101', body: '' });
});

const BASE = 'https://example.org/docs/checks/HN0001.md';

it.each([
  ['HN0104.md', { kind: 'code', code: 'HN0104' }],
  ['./HN0104.md#sources', { kind: 'code', code: 'HN0104' }],
  ['../architecture.md', { kind: 'web', url: 'https://example.org/docs/architecture.md' }],
  ['https://docs.docker.com/', { kind: 'web', url: 'https://docs.docker.com/' }],
  ['#sources', { kind: 'none' }],
  ['javascript:alert(1)', { kind: 'none' }],
])('leads %s where it should', (href, target) => expect(helpTarget(href, BASE)).toEqual(target));
