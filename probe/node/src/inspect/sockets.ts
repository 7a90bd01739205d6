import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import type { ListeningSocket } from '@hostnet/core/protocol/probe';
import { errnoOf } from '../errno.ts';
import { LISTENING, readProcNet, type ProcSocket } from './proc-net.ts';

/** The four kinds of sockets that strangers can reach. */
const TABLES = [
  { table: 'tcp', transport: 'tcp' },
  { table: 'tcp6', transport: 'tcp' },
  { table: 'udp', transport: 'udp' },
  { table: 'udp6', transport: 'udp' },
] as const;

/** One socket of this network namespace. */
export type TableSocket = ProcSocket & { readonly transport: 'tcp' | 'udp' };

/** Returns all sockets of these tables; `only` keeps lines that carry this text. Throws where there is no /proc/net. */
export async function readTables(of: 'all' | 'tcp', only = ''): Promise<TableSocket[]> {
  const tables = await Promise.all(
    TABLES.filter(({ transport }) => of === 'all' || transport === of).map(async ({ table, transport }) => {
      const all = await readTable(table);
      const text =
        only === ''
          ? all
          : all
              .split('\n')
              .filter((line) => line.includes(only))
              .join('\n');
      return readProcNet(text, endianness()).map((socket) => ({ transport, ...socket }));
    }),
  );
  return tables.flat();
}

/** Returns all listening sockets of this network namespace. Throws where there is no /proc/net. */
export async function readSockets(): Promise<ListeningSocket[]> {
  return (await readListening()).map(({ transport, local, uid }) => ({ transport, ...local, uid }));
}

/** The same with all that the tables tell. */
export async function readListening(): Promise<TableSocket[]> {
  return (await readTables('all')).filter(({ transport, state }) => state === LISTENING[transport]);
}

async function readTable(table: string): Promise<string> {
  try {
    return await readFile(`/proc/net/${table}`, 'latin1');
  } catch (error) {
    // A kernel without IPv6 has no tcp6 and udp6; one without the others has no /proc/net at all.
    if (table.endsWith('6') && errnoOf(error) === 'ENOENT') return '';
    throw error;
  }
}
