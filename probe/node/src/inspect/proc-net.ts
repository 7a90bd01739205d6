import type { Endpoint, ListeningSocket } from '@hostnet/core/protocol/probe';

/** State column of /proc/net (kernel include/net/tcp_states.h): TCP LISTEN, and TCP_CLOSE, which UDP uses for "unconnected". */
export const LISTENING = { tcp: 10, udp: 7 } as const;

/** One line of /proc/net/{tcp,udp}{,6}. */
export interface ProcSocket {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly state: number;
  /** Bytes that wait to be read; of a TCP socket in LISTEN the connections that wait to be taken. */
  readonly received: number;
  readonly uid: number;
  readonly inode: number;
}

/** `slot: local remote state tx:rx timer:when retransmits uid timeout inode` (proc(5)). */
const LINE =
  /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2}) [0-9A-F]+:([0-9A-F]+) \S+ \S+ +(\d+) +\d+ (\d+)/;

/**
 * Returns the sockets in the text of /proc/net/{tcp,tcp6,udp,udp6}. The kernel prints an address as 32-bit words in its
 * own byte order. Lines it cannot read are left out: a table is read while it changes.
 */
export function readProcNet(text: string, endianness: 'LE' | 'BE' = 'LE'): ProcSocket[] {
  return text.split('\n').flatMap((line) => {
    const match = LINE.exec(line);
    if (!match) return [];
    const [
      ,
      local = '',
      localPort = '',
      remote = '',
      remotePort = '',
      state = '',
      received = '',
      uid,
      inode,
    ] = match;
    return [
      {
        local: { address: addressOf(local, endianness), port: parseInt(localPort, 16) },
        remote: { address: addressOf(remote, endianness), port: parseInt(remotePort, 16) },
        state: parseInt(state, 16),
        received: parseInt(received, 16),
        uid: Number(uid),
        inode: Number(inode),
      },
    ];
  });
}

/** Returns the listening sockets in the text of one table. */
export function parseProcNet(
  text: string,
  transport: 'tcp' | 'udp',
  endianness: 'LE' | 'BE' = 'LE',
): ListeningSocket[] {
  return readProcNet(text, endianness)
    .filter(({ state }) => state === LISTENING[transport])
    .map(({ local, uid }) => ({ transport, ...local, uid }));
}

function addressOf(hex: string, endianness: 'LE' | 'BE'): string {
  const bytes: number[] = [];
  for (let word = 0; word < hex.length; word += 8) {
    const octets = [0, 2, 4, 6].map((i) => parseInt(hex.slice(word + i, word + i + 2), 16));
    bytes.push(...(endianness === 'LE' ? octets.reverse() : octets));
  }
  return bytes.length === 4 ? bytes.join('.') : formatIpv6(bytes);
}

/** Returns 16 bytes as RFC 5952 writes them. */
function formatIpv6(bytes: readonly number[]): string {
  const mapped = bytes.slice(0, 10).every((b) => b === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  if (mapped) return `::ffff:${bytes.slice(12).join('.')}`;
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((bytes[i * 2] ?? 0) << 8) | (bytes[i * 2 + 1] ?? 0)).toString(16),
  );
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start += 1) {
    let length = 0;
    while (groups[start + length] === '0') length += 1;
    if (length > best.length) best = { start, length };
  }
  if (best.length < 2) return groups.join(':');
  const before = groups.slice(0, best.start).join(':');
  const after = groups.slice(best.start + best.length).join(':');
  return `${before}::${after}`;
}
