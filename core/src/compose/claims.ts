import { entryOf, knownText, lineOf, type Span } from './located.ts';
import { pairsOf } from './pairs.ts';
import { portsOf, rangeOf, rangeText, type PortRange } from './ports.ts';
import type { Service } from './project.ts';
import { saidHosts } from './said.ts';

/** A port of the host that a service wants, and what says so. */
export interface Claim {
  readonly service: Service;
  readonly range: PortRange;
  readonly transport: 'tcp' | 'udp' | 'other';
  /** Address of the host; empty for all. */
  readonly address: string;
  readonly span: Span;
  /** Words with place: `web publishes 8080:80 (compose.yaml:4)`. */
  readonly because: string;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0']);

/** Returns the host's ports that a service wants: what it publishes, or, in host mode, what it says it listens on. */
export function claimsOf(service: Service): Claim[] {
  if (service.mode.kind === 'host') return listened(service);
  return service.mode.kind === 'bridge' ? published(service) : [];
}

/** Returns the host's ports that a service publishes, were it on a bridge. */
export function published(service: Service): Claim[] {
  return portsOf(entryOf(service.map, 'ports')?.value).flatMap((port) => {
    if (port.published === null || port.transport === 'other' || port.unknown) return [];
    const because = `${service.name} publishes ${port.text} (${lineOf(port.span)})`;
    return [
      {
        service,
        range: port.published,
        transport: port.transport,
        address: port.address,
        span: port.span,
        because,
      },
    ];
  });
}

/** Returns the ports that a service says it listens on, by `ports`, `expose`, `PORT` or `--port`. */
export function listened(service: Service): Claim[] {
  const claim = (
    range: PortRange | null,
    span: Span,
    by: string,
    transport: Claim['transport'] = 'tcp',
  ): Claim[] => {
    if (range === null) return [];
    const because = `${service.name} listens on ${rangeText(range)} in host mode: ${by} (${lineOf(span)})`;
    return [{ service, range, transport, address: '', span, because }];
  };
  const expose = entryOf(service.map, 'expose')?.value;
  return [
    ...portsOf(entryOf(service.map, 'ports')?.value).flatMap((port) =>
      claim(port.target, port.span, `\`ports\` says ${port.text}`, port.transport),
    ),
    ...(expose?.kind === 'seq' ? expose.items : []).flatMap((item) => {
      const [range, transport = 'tcp'] = (knownText(item) ?? '').split('/');
      return claim(rangeOf(range), item.span, '`expose`', transport === 'udp' ? 'udp' : 'tcp');
    }),
    ...pairsOf(entryOf(service.map, 'environment')?.value)
      .filter(({ key }) => key === 'PORT')
      .flatMap(({ value }) => claim(rangeOf(knownText(value) ?? ''), value.span, 'environment PORT')),
    ...commandPort(service).flatMap(({ range, span }) => claim(range, span, '`command` says --port')),
  ];
}

/** Returns the ports on which a service's healthcheck asks the service itself. */
export function healthcheckPorts(service: Service): Claim[] {
  return saidHosts(service).flatMap((said) => {
    if (said.by !== 'healthcheck' || said.port === null || !LOOPBACK.has(said.host)) return [];
    const because = `the healthcheck of ${service.name} asks ${said.host}:${said.port} (${lineOf(said.value.span)})`;
    const range = { first: said.port, last: said.port };
    return [{ service, range, transport: 'tcp', address: '', span: said.value.span, because }];
  });
}

/** `--port N` of a server: a command that names a host, too, is a client's. */
function commandPort(service: Service): { range: PortRange | null; span: Span }[] {
  const node = entryOf(service.map, 'command')?.value;
  if (!node || node.kind === 'map') return [];
  const words =
    node.kind === 'seq'
      ? node.items.map((item) => knownText(item) ?? '')
      : (knownText(node) ?? '').split(/\s+/);
  const line = words.join(' ').slice(0, 4096);
  const host = /(?:^|\s)(?:--host(?:name)?[= ]|-h )(\S+)/.exec(line)?.[1];
  if (host !== undefined && !LOOPBACK.has(host) && host !== '::') return [];
  const port = /(?:^|\s)--port[= ](\d{1,5})(?=\s|$)/.exec(line)?.[1];
  return [{ range: rangeOf(port), span: node.span }];
}
