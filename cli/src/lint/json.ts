import type { LintResult, Rewrite } from '@hostnet/core/compose';

/** Returns the document of `hostnet lint --json`, keys in a fixed order. */
export function lintJson({ files, services, findings, more, notJudged }: LintResult): string {
  const document = {
    schema: 'hostnet.lint/1',
    files,
    services,
    findings: findings.map((finding) => ({
      code: finding.code,
      severity: finding.severity,
      file: finding.file,
      line: finding.line,
      column: finding.column,
      service: finding.service,
      title: finding.title,
      detail: finding.detail,
      evidence: finding.evidence,
      remedy: finding.remedy,
      url: finding.url,
      fix: finding.fix,
    })),
    more,
    notJudged: notJudged.map(({ file, line, column, service, what }) => ({
      file,
      line,
      column,
      service,
      what,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Returns the document of `hostnet lint --rewrite … --json`. */
export function rewriteJson({ service, to, preview, notes, files }: Rewrite): string {
  return `${JSON.stringify({ schema: 'hostnet.rewrite/1', service, to, preview, notes, files }, null, 2)}\n`;
}
