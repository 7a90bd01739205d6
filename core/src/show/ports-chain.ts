import type { PortChain, PortLink } from '../model/ports-report.ts';
import { painter, toneOf, type Style } from './paint.ts';
import { plain, wrap } from '../words/plain.ts';
import type { PortsTextOptions } from './ports-text.ts';

const MARKS: Readonly<Record<PortLink['status'], string>> = {
  ok: '✓',
  broken: '✗',
  unknown: '?',
  'not-applicable': '–',
};
const STYLES: Readonly<Record<PortLink['status'], Style>> = {
  ok: toneOf('ok'),
  broken: toneOf('fault'),
  unknown: toneOf('unmeasured'),
  'not-applicable': toneOf('plain'),
};

/** Returns the chain of one port as people read it in a terminal: the first broken link is lit; ends in a newline. */
export function renderPortChain(chain: PortChain, { colour, width }: PortsTextOptions): string {
  const paint = painter(colour);
  const titles = Math.max(...chain.links.map((link) => link.title.length));
  const indent = titles + 4;
  const lines = chain.links.flatMap((link) => {
    const lit = link.id === chain.broken;
    const text = [link.sentence, ...(lit ? link.evidence : [])];
    const [first = '', ...rest] = text.flatMap((part) => wrap(part, Math.max(24, width - indent)));
    const head = `${MARKS[link.status]} ${link.title.padEnd(titles)}`;
    return [
      `${paint(lit ? 'bold' : 'none', paint(STYLES[link.status], head))}  ${first}`,
      ...rest.map((line) => ' '.repeat(indent) + line),
    ];
  });
  return [
    `port ${chain.port}/${chain.transport}: ${chain.verdict}`,
    '',
    ...lines,
    '',
    ...wrap(chain.sentence, width),
    ...(chain.command === null ? [] : [`  ${plain(chain.command)}`]),
    '',
  ].join('\n');
}
