/** What the last stage of a Dockerfile sets: its labels, and its global and own arguments put in. */

/**
 * @param {string} text a Dockerfile
 * @returns {Record<string, string>} labels of the last stage
 */
export function labelsOf(text) {
  const lines = text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n');
  const last = lines.findLastIndex((line) => /^FROM\s/i.test(line));
  /** @type {Record<string, string>} */
  const args = {};
  /** @type {Record<string, string>} */
  const labels = {};
  for (const line of lines.slice(last)) {
    const arg = /^ARG\s+(\w+)=(.*)$/i.exec(line.trim());
    if (arg) args[arg[1] ?? ''] = (arg[2] ?? '').replace(/^"|"$/g, '');
    if (!/^LABEL\s/i.test(line)) continue;
    for (const [, key = '', value = ''] of line.matchAll(/([\w.-]+)="((?:\\.|[^"\\])*)"/g))
      labels[key] = value
        .replace(/\\(.)/g, '$1')
        .replace(/\$\{(\w+)\}/g, (whole, name) => args[name] ?? whole);
  }
  return labels;
}
