import { plain } from '../words/plain.ts';

/**
 * Returns text that GitHub-flavoured Markdown shows as it is: no emphasis, link, code, table cell, HTML, list or
 * heading can come of it, and no `@name` or `#12` that would notify or link (an empty comment parts them).
 */
export function prose(text: string): string {
  return plain(text.replaceAll(/\s+/g, ' ').trim())
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~$]/g, String.raw`\$&`)
    .replaceAll(/([@#])(?=\w)/g, '$1<!-- -->')
    .replace(/^(\d+)([.)])(?=\s|$)/, String.raw`$1\$2`)
    .replace(/^[-+=#](?=\s|$|[-=#])/, String.raw`\$&`);
}

/** Returns a code span fit for a table cell: its fence is longer than any run of backticks in it, pipes are escaped. */
export function code(text: string): string {
  const inner = plain(text).replaceAll('|', String.raw`\|`);
  const fence = '`'.repeat(longestRun(inner) + 1);
  const pad = inner.startsWith('`') || inner.endsWith('`') || inner === '' ? ' ' : '';
  return `${fence}${pad}${inner}${pad}${fence}`;
}

/** Returns a fenced block of one line that its content cannot leave. */
export function block(text: string): string {
  const inner = plain(text);
  const fence = '`'.repeat(Math.max(3, longestRun(inner) + 1));
  return `${fence}\n${inner}\n${fence}`;
}

/** Returns a link; an address that is not plain http(s), or holds spaces, brackets or quotes, is percent-encoded or dropped. */
export function link(text: string, url: string): string {
  if (!/^https?:\/\//.test(url)) return prose(text);
  const safe = url.replaceAll(
    /[\s<>()[\]"'`|\\]/g,
    (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `[${prose(text)}](${safe})`;
}

/** Returns a heading of that level. */
export function heading(level: number, text: string): string {
  return `${'#'.repeat(level)} ${prose(text)}`;
}

/** Returns one table line of cells that are escaped already. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
}
