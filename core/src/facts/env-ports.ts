import type { ContainerFacts } from '../model/facts.ts';
import { OWN_ADDRESS_KEY, OWN_PORT_KEY, peerKeys } from './port-variables.ts';

type EnvPort = ContainerFacts['envPorts'][number];

/** The port of a URL, and its host; what stands before the `@` is never kept. */
const URL =
  /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(?:\[([0-9a-f:.]+)\]|([^/?#:@\s[\]]*)):(\d{1,5})(?=[/?#]|$)/i;
/** `:8080`, `db:5432`, `127.0.0.1:80`, `[::1]:80`. */
const PAIR = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_.*+-]*)):(\d{1,5})$/i;
/** Addresses that a program binds, or by which it finds itself; empty stands for all of its own. */
const ITSELF = /^(?:|\*|\+|localhost|127(?:\.\d{1,3}){3}|::1|0\.0\.0\.0|::)$/i;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*)$/i;
/** Variables of one container that are kept: real ones have fewer than ten that name a port. */
const MOST = 50;

/**
 * Returns the ports that a container's environment (`NAME=value` lines) names, and nothing else of it: the rest may be secret.
 * A port is the whole value of a variable whose name ends in PORT, or stands in a URL or behind a host. Lists yield each.
 */
export function envPortsFrom(env: readonly string[]): EnvPort[] {
  const lines = env.flatMap((line) => {
    const equals = line.indexOf('=');
    return equals < 1 ? [] : [{ variable: line.slice(0, equals), value: line.slice(equals + 1).trim() }];
  });
  const values = new Map(lines.map(({ variable, value }) => [variable.toLowerCase(), value]));
  return lines.flatMap(({ variable, value }) => portsOf(variable, value, values)).slice(0, MOST);
}

function portsOf(variable: string, value: string, all: ReadonlyMap<string, string>): EnvPort[] {
  if (/ports?$/i.test(variable) && /^\d{1,5}(?:,\s*\d{1,5})*$/.test(value)) {
    const peer = peerKeys(variable)
      .map((key) => all.get(key))
      .find((host) => host !== undefined);
    const isPeers = peer !== undefined && !ITSELF.test(peer) && !ADDRESS.test(peer);
    const host = isPeers && /^[a-z0-9_.-]{1,253}$/i.test(peer) ? peer : null;
    const role = isPeers ? 'connects' : OWN_PORT_KEY.test(variable) ? 'listens' : 'unclear';
    return value.split(',').flatMap((text) => found(variable, Number(text), role, host));
  }
  return value.split(/[,;\s]+/).flatMap((part) => {
    const match = URL.exec(part) ?? PAIR.exec(part);
    if (!match) return [];
    const name = match[1] ?? match[2] ?? '';
    // `12:30` and `image:7` are no ports: a name needs a letter, and a port of a pair is above the versions of images.
    const port = Number(match[3]);
    if (!part.includes('://') && (port <= LAST_VERSION || /^\d+$/.test(name))) return [];
    const isBound = OWN_ADDRESS_KEY.test(variable) && (ITSELF.test(name) || ADDRESS.test(name));
    if (isBound || name === '') return found(variable, port, 'listens', null);
    return ITSELF.test(name)
      ? found(variable, port, 'unclear', null)
      : found(variable, port, 'connects', name);
  });
}

/** `redis:7` outside of a URL is an image and its version. */
const LAST_VERSION = 20;

function found(variable: string, port: number, role: EnvPort['role'], host: string | null): EnvPort[] {
  return port >= 1 && port <= 65_535 ? [{ variable, port, role, host }] : [];
}
