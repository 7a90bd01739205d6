import { execFile } from 'node:child_process';
import { INSPECT_MAX_MS } from '@hostnet/core/protocol/probe';
import type { Carried } from './carried.ts';

/** How ping ended. */
export interface PingEnd {
  /** Exit code; null when it was killed or never started. */
  readonly code: number | null;
  /** errno name when it could not be started. */
  readonly errno: string | null;
  /** All it said on stderr, in the C locale. */
  readonly stderr: string;
}

/** Leaves ping time to end by itself within the inspection's bound. */
const WAIT_SECONDS = (INSPECT_MAX_MS - 200) / 1000;

/** Sends one echo request with the system's ping (iputils; -e 0 forces a raw socket, ping(8)). Never rejects. */
export function ping(target: string, raw: boolean, signal: AbortSignal): Promise<Carried> {
  const args = ['-n', '-c', '1', '-W', String(WAIT_SECONDS), ...(raw ? ['-e', '0'] : []), '--', target];
  const env = { ...process.env, LC_ALL: 'C' };
  const timeout = INSPECT_MAX_MS - 50;
  return new Promise((resolve) => {
    execFile('ping', args, { env, signal, timeout, killSignal: 'SIGKILL' }, (error, _out, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
      const errno = typeof error?.code === 'string' ? error.code : null;
      resolve(judgePing({ code, errno, stderr }));
    });
  });
}

/** What ping tells in the C locale, which exits 2 for all of it alike: errno, whether that measured, and our own sentence. */
const TOLD: readonly (readonly [RegExp, string | null, Carried['status'], string])[] = [
  [/sendmsg: operation not permitted/i, 'EPERM', 'not-carried', "this machine's own firewall refuses ICMP"],
  [
    /operation not permitted|permission denied|cap_net_raw|lacking privilege/i,
    'EPERM',
    'not-measured',
    'an ordinary user may not open an ICMP socket here',
  ],
  [/network is unreachable/i, 'ENETUNREACH', 'not-carried', 'there is no route to that network'],
  [/no route to host/i, 'EHOSTUNREACH', 'not-carried', 'there is no route to that host'],
  [
    /cannot assign requested address/i,
    'EADDRNOTAVAIL',
    'not-carried',
    'this machine has no address to send from',
  ],
  [
    /address family not supported/i,
    'EAFNOSUPPORT',
    'not-carried',
    'this machine does not speak that address family',
  ],
  [/not known|unknown host|name resolution/i, null, 'not-measured', 'the target does not resolve'],
  [
    /usage|(invalid|unrecognized|unknown|illegal) option|invalid argument/i,
    null,
    'not-measured',
    'the ping of this system lacks an option that is needed',
  ],
];

/**
 * Returns what ping's end says of ICMP: exit 0 is a reply, exit 1 is none (ping(8)). Anything else is measured only
 * where the system itself named a missing route or address; a ping that is absent or not permitted measured nothing.
 * `reason` is a sentence of our own, never ping's text: that may be a page of usage.
 */
export function judgePing({ code, errno, stderr }: PingEnd): Carried {
  if (code === 0) return { status: 'carried', reason: null, errno: null };
  if (errno === 'ENOENT') return { status: 'not-measured', reason: 'there is no ping here', errno };
  if (errno !== null)
    return { status: 'not-measured', reason: `ping could not be started (${errno})`, errno };
  if (code === null) return { status: 'not-measured', reason: 'ping did not end in time', errno: null };
  // Also for exit 1: busybox ends so when it may not open a socket.
  for (const [pattern, name, status, sentence] of TOLD) {
    if (!pattern.test(stderr)) continue;
    return { status, reason: name === null ? sentence : `${sentence} (${name})`, errno: name };
  }
  if (code === 1) return { status: 'not-carried', reason: 'no echo reply came in time', errno: null };
  return { status: 'not-measured', reason: `ping ended with exit code ${code}`, errno: null };
}
