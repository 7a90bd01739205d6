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

/** System errors ping tells in the C locale, which exits 2 for all of them alike. */
const TOLD: readonly (readonly [RegExp, string])[] = [
  [/network is unreachable/i, 'ENETUNREACH'],
  [/no route to host/i, 'EHOSTUNREACH'],
  [/cannot assign requested address/i, 'EADDRNOTAVAIL'],
  [/address family not supported/i, 'EAFNOSUPPORT'],
  [/operation not permitted|permission denied|cap_net_raw|lacking privilege/i, 'EPERM'],
];

/**
 * Returns what ping's end says of ICMP: exit 0 is a reply, exit 1 is none (ping(8)). Anything else is measured only
 * where the system itself named a missing route or address; a ping that is absent or not permitted measured nothing.
 */
export function judgePing({ code, errno, stderr }: PingEnd): Carried {
  const said = stderr.replace(/\s+/g, ' ').trim();
  if (code === 0) return { status: 'carried', reason: null, errno: null };
  if (code === 1) return { status: 'not-carried', reason: said || 'no reply', errno: null };
  if (errno === 'ENOENT') return { status: 'not-measured', reason: 'there is no ping here', errno };
  if (errno !== null)
    return { status: 'not-measured', reason: `ping could not be started (${errno})`, errno };
  if (code === null) return { status: 'not-measured', reason: 'ping did not end in time', errno: null };
  const told = TOLD.find(([pattern]) => pattern.test(said))?.[1] ?? null;
  const reason = said || `ping ended with exit code ${code}`;
  const measured = told !== null && told !== 'EPERM';
  return { status: measured ? 'not-carried' : 'not-measured', reason, errno: told };
}
