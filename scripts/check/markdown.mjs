/**
 * @param {string} text Markdown
 * @returns {{ text: string, line: number }[]} its lines outside fenced code, comments blanked, numbered from 1
 */
function proseLines(text) {
  let fence = '';
  return text
    .replaceAll(/<!--[^]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .split('\n')
    .map((line, at) => ({ text: line, line: at + 1 }))
    .filter(({ text: line }) => {
      const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
      if (fence !== '') {
        if (mark?.startsWith(fence) && line.trim() === mark) fence = '';
        return false;
      }
      fence = mark ?? '';
      return fence === '';
    });
}

/**
 * @param {string} text Markdown
 * @returns {{ target: string, line: number }[]} targets of links, images, reference definitions and HTML href/src
 */
export function linksOf(text) {
  const patterns = [
    /\]\(\s*<([^>\n]+)>/g,
    /\]\(\s*([^\s<>()]+(?:\([^\s()]*\)[^\s()]*)*)/g,
    /^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)/g,
    /<(?:a|img)\b[^>]*?\s(?:href|src)="([^"]+)"/g,
  ];
  return proseLines(text).flatMap(({ text: line, line: number }) => {
    const outside = line.replaceAll(/(`+)[^]*?\1/g, '');
    return patterns.flatMap((pattern) =>
      [...outside.matchAll(pattern)].map((match) => ({ target: match[1] ?? '', line: number })),
    );
  });
}

/**
 * @param {string} text Markdown
 * @returns {Set<string>} anchors GitHub gives its headings (github-slugger's rule), and explicit ids
 */
export function anchorsOf(text) {
  const anchors = new Set();
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (const { text: line } of proseLines(text)) {
    for (const match of line.matchAll(/<[a-z][^>]*\s(?:id|name)="([^"]+)"/g))
      anchors.add((match[1] ?? '').toLowerCase());
    const heading = /^ {0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const slug = slugOf(heading);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    anchors.add(times === 0 ? slug : `${slug}-${times}`);
  }
  return anchors;
}

/**
 * @param {string} text Markdown
 * @returns {string | undefined} text of the first heading, whatever its level must be
 */
export function firstHeading(text) {
  return proseLines(text).find(({ text: line }) => /^#{1,6}\s/.test(line))?.text;
}

/**
 * @param {string} heading
 * @returns {string}
 */
function slugOf(heading) {
  return heading
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/<[^>]+>/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}
