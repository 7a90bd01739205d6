import type { HostRef } from './host-refs.ts';
import type { Range, Scalar, Span } from './located.ts';

/** A reference as the file has it, with its places there. */
export interface WrittenRef {
  readonly host: string;
  readonly port: number | null;
  readonly span: Span;
  readonly portSpan: Span | null;
}

/** Returns what a value names as it is written, escapes and variables as they stand. */
export function spansOf(value: Scalar, refs: (text: string) => readonly HostRef[]): WrittenRef[] {
  const { text, start } = inner(value.span);
  const spanOf = (range: Range): Span => ({
    source: value.span.source,
    start: start + range.start,
    end: start + range.end,
  });
  return refs(text).flatMap((ref) => {
    const { host, port, portAt } = ref;
    const raw = text.slice(ref.start, ref.end);
    if (raw !== host && raw !== `[${host}]`) return [];
    return [{ host, port, span: spanOf(ref), portSpan: portAt && spanOf(portAt) }];
  });
}

/** A value's text within its quotes, as written. */
function inner(span: Span): { text: string; start: number } {
  const raw = span.source.text.slice(span.start, span.end);
  const lead = /^["']/.test(raw) ? 1 : 0;
  const tail = raw.length > lead && /["']$/.test(raw) ? 1 : 0;
  return { text: raw.slice(lead, raw.length - tail), start: span.start + lead };
}
