import type { LintFinding, LintResult } from '@hostnet/core/compose';
import { lintText, rewriteText } from './text.ts';

const FINDING: LintFinding = {
  code: 'HN0601',
  severity: 'error',
  file: 'a.yaml',
  line: 4,
  column: 5,
  service: 'web',
  title: 'web is so',
  detail: 'Because of this.',
  evidence: ['ports: 80:80'],
  remedy: { text: 'Do that.', command: 'do --that' },
  url: 'https://example.org',
  fix: '--- a.yaml\n+++ a.yaml\n@@ -1,2 +1,1 @@\n-a\n b\n',
};
const RESULT: LintResult = { files: ['a.yaml'], services: 2, findings: [FINDING], more: 0, notJudged: [] };
const PLAIN = { colour: false, width: 80 };

describe('lintText', () => {
  it('says where, how bad, what and why, what to do, and what would change', () => {
    expect(lintText(RESULT, PLAIN)).toBe(`a.yaml:4:5  error HN0601 web is so
    Because of this.
    → Do that.
      do --that
    @@ -1,2 +1,1 @@
    -a
     b

1 error: 2 services in a.yaml. \`hostnet explain HN0601\` explains it.
`);
  });

  it('says that there is nothing', () => {
    expect(lintText({ ...RESULT, findings: [] }, PLAIN)).toBe('No fault found: 2 services in a.yaml.\n');
  });

  it('L14: says what was not judged and why, and never that nothing was found', () => {
    const what = { file: 'a.yaml', line: 4, column: 19, service: null, what: 'NET_MODE is not set.' };
    expect(lintText({ ...RESULT, findings: [], notJudged: [what] }, PLAIN)).toBe(
      'a.yaml:4:19  not judged\n    NET_MODE is not set.\n\n1 place not judged: 2 services in a.yaml.\n',
    );
    expect(lintText({ ...RESULT, notJudged: [what] }, PLAIN)).toContain('1 error, 1 place not judged: ');
  });

  it('says how many are not shown', () => {
    expect(lintText({ ...RESULT, more: 12 }, PLAIN)).toContain('12 more are not shown');
  });

  it('lets no control character of a file through, with colour or without', () => {
    const evil = {
      ...FINDING,
      file: 'a\u001b[2J',
      title: 't\u001b[31m',
      fix: '--- a\n+++ a\n@@ -1,1 +1,1 @@\n-\u001b]0;x\n',
    };
    expect(lintText({ ...RESULT, findings: [evil] }, PLAIN)).not.toContain('\u001b');
    const coloured = lintText({ ...RESULT, findings: [evil] }, { colour: true, width: 80 });
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).not.toContain('\u001b');
  });
});

describe('rewriteText', () => {
  it('is a diff with what it cannot know as comments', () => {
    const text = rewriteText({
      service: 'web',
      to: 'host',
      preview: '--- a\n+++ a\n',
      notes: ['Look at b.'],
      files: [],
    });
    expect(text).toBe('# web in host mode: a preview, nothing is written\n# Look at b.\n--- a\n+++ a\n');
  });

  it('L13: keeps the CRs, tabs and blank lines that `patch` compares', () => {
    const preview = '--- a\n+++ a\n@@ -1,3 +1,2 @@\n-a\t1\r\n b\r\n \r\n';
    const text = rewriteText({ service: 'web', to: 'host', preview, notes: [], files: [] });
    expect(text.endsWith(`\n${preview}`)).toBe(true);
  });
});
