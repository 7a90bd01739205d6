import type { ContainerFacts } from '../model/facts.ts';

type EnvHost = ContainerFacts['envHosts'][number];

/** An IPv4 address, alone or before a port; an IPv6 address alone, or in brackets. */
const ADDRESS =
  /^(?:(\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?|\[([0-9a-fA-F:.]+)\](?::\d{1,5})?|([0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*))$/;
/** A host name before a port, such as `db:5432`. */
const NAME_AND_PORT = /^([a-zA-Z0-9](?:[a-zA-Z0-9_.-]{0,252}[a-zA-Z0-9])?):(\d{1,5})$/;
/** The host of a URL: `scheme://user:secret@host:port/…`. What stands before the `@` is never kept. */
const URL_HOST = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[0-9a-fA-F:.]+\]|[^/?#:@\s]+)/;

/**
 * Returns the addresses and host names in a container's environment (`NAME=value` lines) and nothing else of it: the rest may
 * be secret. Lists such as Kafka's `a://h:1,b://i:2` yield each.
 */
export function envHostsFrom(env: readonly string[]): EnvHost[] {
  return env.flatMap((line) => {
    const equals = line.indexOf('=');
    if (equals < 1) return [];
    const variable = line.slice(0, equals);
    const values = line.slice(equals + 1).split(',');
    const found = values.flatMap((value) => hostOf(value.trim()));
    return found.map((host) => ({ variable, ...host }));
  });
}

function hostOf(value: string): Omit<EnvHost, 'variable'>[] {
  const host = URL_HOST.exec(value)?.[1] ?? value;
  const address = ADDRESS.exec(host);
  if (address) return [{ host: address[1] ?? address[2] ?? address[3] ?? host, kind: 'address' }];
  if (host !== value) return /^[a-zA-Z0-9_.-]{1,253}$/.test(host) ? [{ host, kind: 'name' }] : [];
  const pair = NAME_AND_PORT.exec(value);
  return pair?.[1] !== undefined && !/^\d+$/.test(pair[1]) ? [{ host: pair[1], kind: 'name' }] : [];
}
