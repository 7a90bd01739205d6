import { wrap } from '@hostnet/core';
import { plain } from '@hostnet/core/early';
import type { LintFinding, LintResult, NotJudged, Rewrite } from '@hostnet/core/compose';

/** How a lint is printed. `width` in columns. */
interface TextOptions {
  readonly colour: boolean;
  readonly width: number;
}

/** ECMA-48 SGR parameters. */
const SGR = { error: 31, warning: 33, info: 0, added: 32, removed: 31 } as const;

/** Returns what a lint found, for people: place, severity, code and title on one line, then why and what to do. */
export function lintText(result: LintResult, options: TextOptions): string {
  return [
    ...result.findings.map((finding) => block(finding, options)),
    ...result.notJudged.map((what) => notJudgedBlock(what, options)),
    summary(result),
  ].join('\n');
}

function notJudgedBlock({ file, line, column, what }: NotJudged, { colour, width }: TextOptions): string {
  const place = `${plain(file)}:${line}:${column}  ${painter(colour)('warning', 'not judged')}`;
  return `${[place, ...wrap(what, width - 4).map((text) => `    ${text}`)].join('\n')}\n`;
}

function block(finding: LintFinding, { colour, width }: TextOptions): string {
  const paint = painter(colour);
  const place = `${plain(finding.file)}:${finding.line}:${finding.column}`;
  const lines = [
    `${place}  ${paint(finding.severity, finding.severity)} ${finding.code} ${plain(finding.title)}`,
    ...wrap(finding.detail, width - 4).map((line) => `    ${line}`),
  ];
  if (finding.remedy) {
    lines.push(...wrap(`→ ${finding.remedy.text}`, width - 4).map((line) => `    ${line}`));
    if (finding.remedy.command !== null) lines.push(`      ${plain(finding.remedy.command)}`);
  }
  if (finding.fix !== null) lines.push(...diffLines(finding.fix, paint).map((line) => `    ${line}`));
  return `${lines.join('\n')}\n`;
}

function diffLines(diff: string, paint: ReturnType<typeof painter>): string[] {
  return diff.split('\n').flatMap((line) => {
    if (line === '' || line.startsWith('---') || line.startsWith('+++')) return [];
    const style = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'info';
    return [paint(style, plain(line.replace(/\r$/, '')))];
  });
}

function summary({ files, services, findings, more, notJudged }: LintResult): string {
  const read = `${count(services, 'service')} in ${files.map(plain).join(', ')}`;
  const open = notJudged.length === 0 ? '' : `${count(notJudged.length, 'place')} not judged`;
  if (findings.length === 0) return open === '' ? `No fault found: ${read}.\n` : `${open}: ${read}.\n`;
  const by = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : [severity === 'info' ? `${number} info` : count(number, severity)];
  });
  const rest = more > 0 ? ` ${more} more are not shown: fix these first.` : '';
  if (open !== '') by.push(open);
  return `${by.join(', ')}: ${read}.${rest} \`hostnet explain ${findings[0]?.code ?? 'HN0601'}\` explains it.\n`;
}

/** Returns a rewriting: its diff, ready for \`patch\`, and what it cannot know as comments. Nothing has been written. */
export function rewriteText({ service, to, preview, notes }: Rewrite): string {
  const head = `# ${plain(service)} ${to === 'host' ? 'in host mode' : 'on a bridge'}: a preview, nothing is written`;
  const diff = preview.split('\n').map(patchLine).join('\n');
  return `${[head, ...notes.map((note) => `# ${plain(note)}`)].join('\n')}\n${diff}`;
}

/** A line that `patch` compares byte by byte: tabs, and the CR at its end, are the file's own. */
function patchLine(line: string): string {
  const end = line.endsWith('\r') ? '\r' : '';
  const text = line.slice(0, line.length - end.length);
  return text.split('\t').map(plain).join('\t') + end;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function painter(colour: boolean): (style: keyof typeof SGR, text: string) => string {
  return (style, text) => (colour && SGR[style] !== 0 ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text);
}
