import { isIP } from 'node:net';
import type { Transport } from '@hostnet/core';
import { UsageError } from '../exit.ts';

/** Both ends of a range of ports. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** A port of one transport. */
export interface PortAndTransport {
  readonly port: number;
  readonly transport: Transport;
}

const PORTS = 'a whole number from 1 to 65535';

/** Returns the port. @throws UsageError for anything else */
export function parsePort(text: string): number {
  const port = portOf(text);
  if (port === null) throw new UsageError(`${shown(text)} is no port: expected ${PORTS}.`);
  return port;
}

/** Returns the port and its transport: `8080`, `8080/tcp`, `53/udp`. @throws UsageError for anything else */
export function parsePortAndTransport(text: string): PortAndTransport {
  const [number = '', transport = 'tcp', ...more] = text.toLowerCase().split('/');
  if ((transport !== 'tcp' && transport !== 'udp') || more.length > 0)
    throw new UsageError(`${shown(text)} is no port: expected a form such as 8080 or 53/udp.`);
  return { port: parsePort(number), transport };
}

/** Returns the port that `text` and the option `--udp` mean. @throws UsageError for anything else, and where the two differ */
export function parsePortOf(text: string, udp: boolean): PortAndTransport {
  if (!text.includes('/')) return { port: parsePort(text), transport: udp ? 'udp' : 'tcp' };
  const wanted = parsePortAndTransport(text);
  if (udp && wanted.transport === 'tcp')
    throw new UsageError(`${shown(text)} is a TCP port: leave out --udp, or write ${wanted.port}/udp.`);
  return wanted;
}

/** Returns the ranges of a list: `80,443,8000-8100`. @throws UsageError for anything else */
export function parseRanges(text: string): PortRange[] {
  return text.split(',').map((part) => parseRange(part.trim()));
}

/** Returns the range: `80`, `1-1024`. @throws UsageError for anything else, and for one that runs backwards */
function parseRange(text: string): PortRange {
  const [first = '', last = first, ...more] = text.split('-');
  const from = portOf(first);
  const to = portOf(last);
  if (from === null || to === null || more.length > 0)
    throw new UsageError(
      `${shown(text)} is no range of ports: expected a form such as 8080 or 1-1024, with ports from 1 to 65535.`,
    );
  if (from > to)
    throw new UsageError(`${shown(text)} runs backwards: expected the lower port first, ${to}-${from}.`);
  return { from, to };
}

/** Returns the address without the brackets some write, `localhost` as 127.0.0.1. @throws UsageError for what is no literal address */
export function parseAddress(text: string): string {
  const address = text === 'localhost' ? '127.0.0.1' : text.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) === 0)
    throw new UsageError(`${shown(text)} is no address: expected one such as 127.0.0.1 or ::1, not a name.`);
  return address;
}

function portOf(text: string): number | null {
  if (!/^\d{1,5}$/.test(text)) return null;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : null;
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}
