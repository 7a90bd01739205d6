const SCRIPT = '<script src="/__standin/client.js"></script>';
const POLICY =
  /(<meta\b[^>]*http-equiv\s*=\s*["']?content-security-policy["']?[^>]*\bcontent\s*=\s*)("([^"]*)"|'([^']*)')/gi;

/**
 * Returns a page with the desktop's script before everything else of its own, as a preload script runs before a page's
 * modules. A content security policy in the page is widened just enough for the stand-in's own requests: in Docker
 * Desktop these do not pass through the page and no policy stops them.
 */
export function withClient(html: string): string {
  const page = html.replace(POLICY, (_, before: string, quoted: string, double?: string, single?: string) => {
    const quote = quoted.charAt(0);
    return `${before}${quote}${widened(double ?? single ?? '', quote)}${quote}`;
  });
  const head = /<head(?:\s[^>]*)?>/i.exec(page);
  if (head !== null) {
    const at = head.index + head[0].length;
    return page.slice(0, at) + SCRIPT + page.slice(at);
  }
  const doctype = /^\s*<!doctype[^>]*>/i.exec(page)?.[0] ?? '';
  return doctype + SCRIPT + page.slice(doctype.length);
}

/** Adds 'self' to what a policy lets a page connect to. */
function widened(policy: string, quote: string): string {
  const self = quote === "'" ? '&#39;self&#39;' : "'self'";
  const directives = policy
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '');
  const sources = (name: string) => {
    const found = directives.find((directive) => directive.toLowerCase().split(/\s+/)[0] === name);
    return found?.split(/\s+/).slice(1);
  };
  const connect = sources('connect-src') ?? sources('default-src');
  if (connect === undefined || connect.some((source) => /^(?:'|&#39;)self(?:'|&#39;)$|^\*$/i.test(source)))
    return policy;
  const allowed = [...connect.filter((source) => !/^(?:'|&#39;)none(?:'|&#39;)$/i.test(source)), self];
  return [
    ...directives.filter((directive) => !/^connect-src\b/i.test(directive)),
    `connect-src ${allowed.join(' ')}`,
  ].join('; ');
}
