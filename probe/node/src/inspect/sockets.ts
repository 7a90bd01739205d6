import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import type { ListeningSocket } from '@hostnet/core/protocol/probe';
import { errnoOf } from '../errno.ts';
import { parseProcNet } from './proc-net.ts';

const TABLES = [
  ['tcp', 'tcp'],
  ['tcp6', 'tcp'],
  ['udp', 'udp'],
  ['udp6', 'udp'],
] as const;

/** Returns all listening sockets of this network namespace. Throws where there is no /proc/net. */
export async function readSockets(): Promise<ListeningSocket[]> {
  const tables = await Promise.all(
    TABLES.map(async ([table, transport]) => {
      try {
        return parseProcNet(await readFile(`/proc/net/${table}`, 'latin1'), transport, endianness());
      } catch (error) {
        // A kernel without IPv6 has no tcp6 and udp6; one without the others has no /proc/net at all.
        if (table.endsWith('6') && errnoOf(error) === 'ENOENT') return [];
        throw error;
      }
    }),
  );
  return tables.flat();
}
