import { entryOf, lineOf, type Span } from './located.ts';
import { askedByHealthcheck, becauseOf, ownPorts, type OwnPort } from './own.ts';
import { portsOf, rangeText, type PortRange, type PublishedPort } from './service-ports.ts';
import type { Service } from './project.ts';

/** A port of the host that a service wants, and what says so. */
export interface Claim {
  readonly service: Service;
  readonly range: PortRange;
  readonly transport: 'tcp' | 'udp' | 'other';
  /** Address of the host; empty for all. */
  readonly address: string;
  /** `host` is Swarm's way past its ingress network. */
  readonly mode: string;
  readonly span: Span;
  /** Words with place: `web publishes 8080:80 (compose.yaml:4)`. */
  readonly because: string;
}

/** Returns the host's ports that a service wants: what it publishes, or, in host mode, what it says it listens on. */
export function claimsOf(service: Service): Claim[] {
  if (service.mode.kind === 'host') return listened(service);
  return service.mode.kind === 'bridge' ? published(service) : [];
}

/** Returns the host's ports that a service publishes, were it on a bridge. */
export function published(service: Service): Claim[] {
  return portsOf(entryOf(service.map, 'ports')?.value).flatMap((port) => {
    if (port.published === null || port.transport === 'other' || port.unknown) return [];
    const { transport, address, mode, span } = port;
    const how = mode === 'host' ? ' with `mode: host`' : '';
    const because = `${service.name} publishes ${port.text}${how} (${lineOf(span)})`;
    return [{ service, range: port.published, transport, address, mode, span, because }];
  });
}

/** Returns the ports that a service says it listens on itself: by `ports` where nothing else says it, `expose`, variables or its command. */
export function listened(service: Service): Claim[] {
  const own = ownPorts(service).filter(({ by }) => by !== 'the healthcheck');
  const mapped = portsOf(entryOf(service.map, 'ports')?.value).filter(
    (port) => !isContradicted(service, port),
  );
  return [
    ...mapped.flatMap(({ target, span, text, transport }) =>
      target ? [claim(service, target, transport, span, `\`ports\` says ${text} (${lineOf(span)})`)] : [],
    ),
    ...own.map((one) => claim(service, one.range, one.transport, one.span, becauseOf(one), one.address)),
  ];
}

/** Returns the ports on which a service's healthcheck asks the service itself. */
export function healthcheckPorts(service: Service): Claim[] {
  return askedByHealthcheck(service).map(({ range, span }) => ({
    ...claim(service, range, 'tcp', span, ''),
    because: `the healthcheck of ${service.name} connects to port ${rangeText(range)} (${lineOf(span)})`,
  }));
}

/** Returns true where the file says that the program has another port than the one that an entry of `ports` maps to. */
export function isContradicted(service: Service, port: PublishedPort): boolean {
  const said = ownPorts(service).filter(({ transport }) => transport === port.transport);
  if (said.length === 0 || !port.target || said.some((one) => covers(one, port.target))) return false;
  if (said.some((one) => covers(one, port.published))) return true;
  return portsOf(entryOf(service.map, 'ports')?.value).length === 1;
}

/** Returns true when a port that is said is one of a range. */
export function covers({ range }: Pick<OwnPort, 'range'>, other: PortRange | null): boolean {
  return other !== null && range.first <= other.last && other.first <= range.last;
}

function claim(
  service: Service,
  range: PortRange,
  transport: Claim['transport'],
  span: Span,
  by: string,
  address = '',
): Claim {
  const because = `${service.name} listens on ${rangeText(range)} in host mode: ${by}`;
  return {
    service,
    range,
    transport,
    address: address === '+' || address === '*' ? '' : address,
    mode: 'ingress',
    span,
    because,
  };
}
