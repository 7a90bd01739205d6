import { OWN_ADDRESS_KEY, OWN_PORT_KEY, peerKeys } from '../facts/port-variables.ts';
import { entryOf, knownText, lineOf, type Span } from './located.ts';
import { rangeOf, type PortRange } from './service-ports.ts';
import type { Service } from './project.ts';
import { saidHosts } from './said.ts';
import { variablesOf, type Variable } from './variables.ts';

/** Where a service says that its own program listens. */
export interface OwnPort {
  readonly range: PortRange;
  readonly transport: 'tcp' | 'udp';
  /** The address it binds; empty where none is said. */
  readonly address: string;
  readonly span: Span;
  /** Words for people: `environment PORT`. */
  readonly by: string;
}

/** Addresses of the container itself. */
export const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0', '::']);

/** `:8080`, `0.0.0.0:8080`, `[::1]:8080`, `localhost:8080`, `http://+:8080`. */
const BIND = /^(?:\w+:\/\/)?(?:\[([0-9A-Fa-f:.]+)\]|([\d.]+|\+|\*|localhost)?):(\d{1,5})\/?$/;
/** As a word of its own in a command: `:8080` listens, and `127.0.0.1:5432` may as well be dialled. */
const BARE_BIND = /^(?:\[::\]|0\.0\.0\.0|\*)?:\d{1,5}$/;
/** An address without a port. */
const ADDRESS = /^\[?([0-9A-Fa-f]*:[0-9A-Fa-f:.]*|\d{1,3}(?:\.\d{1,3}){3}|localhost)\]?$/;
/** Options of servers: `--port 80`, `-p 80`, `--http.port=80`, `--server.port=80`. */
const PORT_OPTION = /^(?:-p|--?(?:(?:https?|server|web|app|listen|bind|grpc|rest)[-._])*port)$/i;
/** `--listen :80`, `--bind 0.0.0.0:80`, `--web.listen-address=:9090`, `--addr :80`, `--host ::1`. */
const ADDRESS_OPTION =
  /^(?:-[blHL]|--?(?:[\w-]*[-._])?(?:listen|bind)(?:er|ing)?(?:[-._]?(?:address|addr|host|ip|on))?|--?(?:(?:https?|server|web|app|grpc|rest)[-._])?(?:address|addr|host|hostname|ip|urls))$/i;
const LONGEST = 4096;

/** Returns what a service says of the port that its own program has, by variables, its command, `expose` and its healthcheck. */
export function ownPorts(service: Service): readonly OwnPort[] {
  const known = KNOWN.get(service) ?? [
    ...exposed(service),
    ...fromVariables(service),
    ...fromCommands(service),
    ...askedByHealthcheck(service),
  ];
  KNOWN.set(service, known);
  return known;
}

/** Rules ask the same of a service again and again. */
const KNOWN = new WeakMap<Service, readonly OwnPort[]>();

/** Returns the ports on which a service's healthcheck asks the service itself. */
export function askedByHealthcheck(service: Service): OwnPort[] {
  return saidHosts(service).flatMap((said) => {
    if (said.by !== 'healthcheck' || said.port === null || !LOOPBACK.has(said.host)) return [];
    const range = rangeOf(String(said.port));
    return range
      ? [{ range, transport: 'tcp' as const, address: '', span: said.value.span, by: 'the healthcheck' }]
      : [];
  });
}

/** Returns true for a variable that stands for the address the program itself binds: `HOST`, `LISTEN_ADDR`. */
export function isOwnAddress(key: string): boolean {
  return OWN_ADDRESS_KEY.test(key);
}

/** Returns the addresses that a service says it binds, each once. */
export function ownAddresses(service: Service): string[] {
  const variables = variablesOf(service).flatMap(({ key, value }) => {
    const text = OWN_ADDRESS_KEY.test(key) ? (knownText(value)?.trim() ?? '') : '';
    return addressesIn(text);
  });
  const options = optionsOf(service).flatMap(({ name, value }) =>
    isAddress(name, value) ? addressesIn(value) : [],
  );
  return [...new Set([...variables, ...options])];
}

function addressesIn(text: string): string[] {
  return text.split(/[,; ]+/).flatMap((part) => {
    const bind = BIND.exec(part);
    const address = bind ? (bind[1] ?? bind[2] ?? '') : (ADDRESS.exec(part)?.[1] ?? '');
    return address === '' || address === '+' || address === '*' ? [] : [address];
  });
}

function exposed(service: Service): OwnPort[] {
  const expose = entryOf(service.map, 'expose')?.value;
  return (expose?.kind === 'seq' ? expose.items : []).flatMap((item) => {
    const [text, transport = 'tcp'] = (knownText(item) ?? '').split('/');
    const range = rangeOf(text);
    if (!range) return [];
    return [
      { range, transport: transport === 'udp' ? 'udp' : 'tcp', address: '', span: item.span, by: '`expose`' },
    ];
  });
}

function fromVariables(service: Service): OwnPort[] {
  const variables = variablesOf(service);
  return variables.flatMap((variable) => {
    const { key, value, by } = variable;
    const text = knownText(value)?.trim() ?? '';
    if (!OWN_PORT_KEY.test(key) && !isNamedAfter(key, service) && !OWN_ADDRESS_KEY.test(key)) return [];
    if (isPeers(variable, variables)) return [];
    const number = OWN_ADDRESS_KEY.test(key) ? null : rangeOf(text);
    return ports(text, number, value.span, by);
  });
}

/** `WEB_PORT` of the service `web`. */
function isNamedAfter(key: string, { name }: Service): boolean {
  return key.toLowerCase() === `${name.toLowerCase().replaceAll(/[.-]/g, '_')}_port`;
}

/** The port of another program: a host by the same lead is named beside it, and it is no address of this one. */
function isPeers({ key }: Variable, all: readonly Variable[]): boolean {
  const names = peerKeys(key);
  const host = all.find((one) => names.includes(one.key.toLowerCase()));
  const text = knownText(host?.value)?.trim();
  return text !== undefined && text !== '' && !ADDRESS.test(text);
}

function ports(text: string, number: PortRange | null, span: Span, by: string): OwnPort[] {
  if (number) return [{ range: number, transport: 'tcp', address: '', span, by }];
  return text.split(/[,; ]+/).flatMap((part) => {
    const [, six, four = '', port] = BIND.exec(part) ?? [];
    const range = rangeOf(port);
    return range ? [{ range, transport: 'tcp' as const, address: six ?? four, span, by }] : [];
  });
}

function isAddress(name: string, value: string): boolean {
  return name === '' ? BARE_BIND.test(value) : ADDRESS_OPTION.test(name);
}

interface Option {
  readonly key: string;
  /** Empty for a word of its own. */
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

function fromCommands(service: Service): OwnPort[] {
  const options = optionsOf(service);
  // A command that names another machine is a client's: its port is that machine's.
  const hosts = saidHosts(service).filter(({ by }) => by === 'command' || by === 'entrypoint');
  return options.flatMap(({ key, name, value, span }) => {
    const by = `\`${key}\` says ${name === '' ? value : `${name} ${value}`}`;
    if (isAddress(name, value)) return ports(value, null, span, by);
    const client = hosts.some((said) => said.by === key && !LOOPBACK.has(said.host));
    return PORT_OPTION.test(name) && !client ? ports('', rangeOf(value), span, by) : [];
  });
}

/** The options of a service's commands with their values, and its words of their own. */
function optionsOf(service: Service): Option[] {
  return ['entrypoint', 'command'].flatMap((key) => {
    const node = entryOf(service.map, key)?.value;
    if (!node || node.kind === 'map') return [];
    const words =
      node.kind === 'seq'
        ? node.items.flatMap((item) =>
            wordsOf(knownText(item) ?? '').map((text) => ({ text, span: item.span })),
          )
        : wordsOf(knownText(node) ?? '').map((text) => ({ text, span: node.span }));
    return words.flatMap(({ text, span }, index): Option[] => {
      const [, name, value] = /^(--?[\w.-]+)=(.*)$/.exec(text) ?? [];
      if (name !== undefined && value !== undefined) return [{ key, name, value, span }];
      const before = words[index - 1]?.text ?? '';
      if (text.startsWith('-')) return [];
      return [{ key, name: /^--?[A-Za-z][\w.-]*$/.test(before) ? before : '', value: text, span }];
    });
  });
}

function wordsOf(text: string): string[] {
  return text
    .slice(0, LONGEST)
    .split(/[\s"'`;|&()<>]+/)
    .filter((word) => word !== '');
}

/** Returns who says a port, with its place: `environment PORT (compose.yaml:4)`. */
export function becauseOf({ by, span }: OwnPort): string {
  return `${by} (${lineOf(span)})`;
}
