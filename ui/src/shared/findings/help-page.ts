/** A page of docs/checks, parted for the drawer. */
export interface HelpPage {
  readonly title: string;
  /** Markdown without the page's first heading. */
  readonly body: string;
}

/** Returns title and body of a page that begins with `# HNxxxx title`; an empty one has its code as title. */
export function helpPage(code: string, text: string): HelpPage {
  const [, heading = '', body = text] = /^# ([^\n]*)\n([\s\S]*)$/.exec(text) ?? [];
  const title = heading.replace(/^HN\d{4}\s+/, '');
  return { title: title === '' ? code : `${title} (${code})`, body: body.trim() };
}

/** Where a link of a page leads: another page of a code, an address for the browser, or a place in the page itself. */
export type HelpTarget =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'none' };

/** Returns where a link leads; `base` is the address of the pages on the web. */
export function helpTarget(href: string, base: string): HelpTarget {
  const code = /^(?:\.\/)?(HN\d{4})\.md/.exec(href)?.[1];
  if (code !== undefined) return { kind: 'code', code };
  if (href.startsWith('#')) return { kind: 'none' };
  try {
    const url = new URL(href, base);
    return /^https?:$/.test(url.protocol) ? { kind: 'web', url: url.href } : { kind: 'none' };
  } catch {
    return { kind: 'none' };
  }
}
