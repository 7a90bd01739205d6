import { openSync, readFileSync, readSync } from 'node:fs';
import type { Transport } from './types.ts';

/** One row of /proc/net/{tcp,udp}{,6} that waits for peers. */
export interface SocketRow {
  readonly transport: Transport;
  readonly family: 4 | 6;
  readonly address: string;
  readonly port: number;
  readonly inode: number;
}

// include/net/tcp_states.h
const LISTEN = '0A';
/** A UDP socket without a fixed peer is in state TCP_CLOSE. */
const UNCONNECTED = '07';

/** Returns the rows of one table that wait for peers (format: proc(5), /proc/net/tcp). */
export function parseTable(text: string, transport: Transport, family: 4 | 6): SocketRow[] {
  const wanted = transport === 'tcp' ? LISTEN : UNCONNECTED;
  const rows: SocketRow[] = [];
  for (const line of text.split('\n').slice(1)) {
    const fields = line.trim().split(/\s+/);
    const [, local = '', remote = '', state] = fields;
    const inode = Number(fields[9]);
    if (state !== wanted || !remote.endsWith(':0000') || !Number.isInteger(inode) || inode === 0) continue;
    const [hex = '', port = ''] = local.split(':');
    rows.push({ transport, family, address: addressOf(hex, family), port: parseInt(port, 16), inode });
  }
  return rows;
}

/** Returns all sockets of this process's network namespace that wait for peers. */
export function readSockets(): SocketRow[] {
  return (['tcp', 'udp'] as const).flatMap((transport) => [
    ...parseTable(readTable(transport), transport, 4),
    ...parseTable(readTable(`${transport}6`), transport, 6),
  ]);
}

/**
 * Returns a function that reads the kernel's counts of sockets in use in this network namespace: cheap, and different
 * after a socket opened or closed.
 */
export function openCounters(): () => string {
  const files = ['sockstat', 'sockstat6'].flatMap((name) => {
    try {
      return [openSync(`/proc/net/${name}`, 'r')];
    } catch {
      return []; // A kernel without IPv6.
    }
  });
  const buffer = Buffer.alloc(1024);
  return () =>
    files
      .flatMap((file) =>
        buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0)).split('\n'),
      )
      .map((line) => /^(TCP|UDP)6?: inuse \d+/.exec(line)?.[0] ?? '')
      .join(' ');
}

/**
 * Returns whether the socket on this local port that talks to us is an IPv6 one dialling an IPv4-mapped address:
 * it then stands in the IPv6 table and no IPv4 one.
 */
export function isMappedClient(transport: Transport, port: number): boolean {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const holds = (text: string): boolean =>
    text.split('\n').some((line) => line.trim().split(/\s+/)[1]?.endsWith(suffix) ?? false);
  return holds(readTable(`${transport}6`)) && !holds(readTable(transport));
}

function readTable(name: string): string {
  try {
    return readFileSync(`/proc/net/${name}`, 'latin1');
  } catch {
    return ''; // A kernel without IPv6 has no such table.
  }
}

function addressOf(hex: string, family: 4 | 6): string {
  // The kernel prints each 32-bit word in the machine's order: little endian on every platform Docker runs on here.
  const bytes = Buffer.from(hex, 'hex');
  for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.subarray(at, at + 4).reverse();
  if (family === 4) return [...bytes].join('.');
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16));
  const long = groups.join(':');
  if (long === '0:0:0:0:0:0:0:0') return '::';
  if (long === '0:0:0:0:0:0:0:1') return '::1';
  return long;
}
