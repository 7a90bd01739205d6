import { entryOf, knownText, rawOf, UNKNOWN, type Node, type Span } from './located.ts';

/** Ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** One entry of `ports`. Null is what is not said, or what a variable hides. */
export interface PublishedPort {
  /** Address of the host; empty for all. */
  readonly address: string;
  readonly published: PortRange | null;
  readonly target: PortRange | null;
  readonly transport: 'tcp' | 'udp' | 'other';
  /** `host` is Swarm's way past its ingress network. */
  readonly mode: string;
  /** Something in it is hidden by a variable. */
  readonly unknown: boolean;
  /** Written with keys. */
  readonly long: boolean;
  /** As written. */
  readonly text: string;
  readonly span: Span;
}

/** `[ADDRESS:][PUBLISHED:]TARGET[/TRANSPORT]`, an IPv6 address in brackets (compose-spec, "ports", short syntax). */
const SHORT =
  /^(?:(?:\[([0-9a-fA-F:.%\w]*)\]|([^:[\]/]*)):)?(?:(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)(?:\/(\w+))?$/;
const LONGEST = 200;

/** Returns the entries of `ports`. */
export function portsOf(node: Node | undefined): PublishedPort[] {
  if (node?.kind !== 'seq') return [];
  return node.items.flatMap((item) =>
    item.kind === 'map' ? long(item) : item.kind === 'scalar' ? short(item) : [],
  );
}

function short(node: Extract<Node, { kind: 'scalar' }>): PublishedPort[] {
  if (node.text === null) return [];
  const written = {
    text: rawOf(node.span).replaceAll(/^["']|["']$/g, ''),
    span: node.span,
    mode: 'ingress',
    long: false,
  };
  const [ports = '', transport] = node.text.slice(0, LONGEST).split('/');
  if (node.text.includes(UNKNOWN)) {
    // "${BIND}:8080:80" still says two ports; "${PORT}:80" says one.
    const known = ports.split(':').map((part) => (part.includes(UNKNOWN) ? null : rangeOf(part)));
    const target = known.at(-1) ?? null;
    const published = known.length > 2 ? (known.at(-2) ?? null) : null;
    return [
      { ...written, address: UNKNOWN, published, target, transport: transportOf(transport), unknown: true },
    ];
  }
  const found = SHORT.exec(node.text.slice(0, LONGEST).trim());
  if (!found)
    return [{ ...written, address: '', published: null, target: null, transport: 'other', unknown: true }];
  const [, six, four, second, target, carrier] = found;
  // One number before the target may be an address's place without an address: "8080:80".
  const bare = second === undefined && six === undefined && four !== undefined && /^\d+(-\d+)?$/.test(four);
  return [
    {
      ...written,
      address: bare ? '' : (six ?? four ?? ''),
      published: rangeOf(bare ? four : second),
      target: rangeOf(target),
      transport: transportOf(carrier),
      unknown: false,
    },
  ];
}

function long(node: Extract<Node, { kind: 'map' }>): PublishedPort[] {
  const text = (key: string) => knownText(entryOf(node, key)?.value);
  const hidden = node.entries.some(
    ({ value }) => value.kind === 'scalar' && value.text?.includes(UNKNOWN) === true,
  );
  const [published, target, transport] = [text('published'), text('target'), text('protocol') ?? 'tcp'];
  const numbers = published === null ? (target ?? '?') : `${published}:${target ?? '?'}`;
  return [
    {
      address: text('host_ip') ?? '',
      published: rangeOf(published ?? undefined),
      target: rangeOf(target ?? undefined),
      transport: transportOf(transport),
      mode: text('mode') ?? 'ingress',
      long: true,
      unknown: hidden,
      text: transport === 'tcp' ? numbers : `${numbers}/${transport}`,
      span: node.span,
    },
  ];
}

/** Returns the range of `80` or `8000-8010`, null for anything else. */
export function rangeOf(text: string | undefined): PortRange | null {
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text ?? '') ?? [];
  if (first === undefined) return null;
  const range = { first: Number(first), last: Number(last ?? first) };
  return range.first <= range.last && range.last <= 65_535 && range.first > 0 ? range : null;
}

/** Returns `80` or `8000-8010`. */
export function rangeText({ first, last }: PortRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

function transportOf(text: string | undefined): PublishedPort['transport'] {
  const transport = (text ?? 'tcp').toLowerCase();
  return transport === 'tcp' || transport === 'udp' ? transport : 'other';
}
