import type { Report } from '../../model/report.ts';
import type { FieldClass, TokenClass } from './classes.ts';
import { Names } from './name-tokens.ts';
import { FIELDS } from './field-classes.ts';
import { foreignText, ownText } from './redact-text.ts';

/** What was taken out of a report, by class; nothing of the values themselves. */
export interface Removed {
  readonly class: TokenClass;
  /** Distinct values. */
  readonly values: number;
  /** Places where one of them stood. */
  readonly places: number;
}

/** A report that may leave, and what is no longer in it. */
export interface Redacted {
  readonly report: Report;
  readonly removed: readonly Removed[];
}

/** Words of lane ids beside addresses. */
const LANE_WORDS = /^(?:host|host-mode|bridge|published|tcp|udp|\d{1,5}|)$/;

/**
 * Returns the report with addresses, names, paths and everything else telling replaced by tokens, the same one for the
 * same value throughout, and a list of what was removed. Redacting a redacted report changes nothing. Pure.
 */
export function redactReport(report: Report): Redacted {
  const names = new Names(JSON.stringify(report));
  // Names first, then the strange words of texts from outside: only then is known what must not stand in our own sentences.
  // Containers lead: what is called like one is most often meant to be it.
  walk(report, (value, of) => (of === 'container' ? names.of(of, value) : value));
  walk(report, (value, of) => (of === 'text' || of === 'foreign' ? value : redactField(value, of, names)));
  walk(report, (value, of) => (of === 'foreign' ? foreignText(value, names) : value));
  names.count();
  const redacted = walk(report, (value, of) => redactField(value, of, names));
  const removed = [...names.tally()].map(([of, tally]) => ({ class: of, ...tally }));
  return { report: redacted, removed };
}

/** Returns the value with every text in it passed through `change`. */
function walk<T>(value: T, change: (text: string, of: FieldClass) => string, path = ''): T {
  return visit(value, change, path) as T;
}

function visit(value: unknown, change: (text: string, of: FieldClass) => string, path: string): unknown {
  if (typeof value === 'string') return change(value, FIELDS[path] ?? 'foreign');
  if (Array.isArray(value)) return value.map((entry) => visit(entry, change, `${path}[]`));
  if (typeof value !== 'object' || value === null) return value;
  const prefix = path === '' ? '' : `${path}.`;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, visit(entry, change, prefix + key)]),
  );
}

function redactField(value: string, of: FieldClass, names: Names): string {
  switch (of) {
    case 'keep':
      return value;
    case 'text':
      return ownText(value, names);
    case 'foreign':
      return foreignText(value, names);
    case 'time':
      return /^[\d:.TZ+-]{0,40}$/.test(value) ? value : foreignText(value, names);
    case 'address':
      return names.address(value);
    case 'mac':
      return names.of('mac', value.toLowerCase());
    case 'user':
      return value
        .split(':')
        .map((part) => names.of('user', part))
        .join(':');
    case 'links':
      return value.replaceAll(/[^:/]+/g, (part) => names.of('container', part));
    case 'network-mode':
      return networkMode(value, names);
    case 'lane-id':
      return value.replaceAll(/[^/>@#]+/g, (part) => laneWord(part, names));
    case 'vantage':
      return value.startsWith('node:') ? `node:${names.id(value.slice('node:'.length))}` : value;
    case 'image':
      return names.image(value);
    case 'path':
      return names.path(value);
    case 'endpoint':
      return names.endpoint(value);
    case 'id':
      return names.id(value);
    case 'container':
    case 'interface':
    case 'process':
    case 'network':
    case 'project':
    case 'service':
    case 'variable':
      return names.of(of, value);
  }
}

/** `container:<name or id>` shares another container's network. */
function networkMode(value: string, names: Names): string {
  const container = /^container:(.+)$/s.exec(value)?.[1];
  if (container === undefined) return names.of('network', value);
  return `container:${/^[0-9a-f]{64}$/.test(container) ? names.id(container) : names.of('container', container)}`;
}

function laneWord(part: string, names: Names): string {
  if (part.startsWith('node:')) return `node:${names.id(part.slice('node:'.length))}`;
  return LANE_WORDS.test(part) ? part : names.address(part);
}
