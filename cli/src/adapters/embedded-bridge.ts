import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ProbeFailure, toBase64url, type ProbeSession, type SessionSpec } from '@hostnet/core';
import { messageOf, pause } from '@hostnet/node';
import { childSession } from './child-session.ts';

const run = promisify(execFile);
const STOP_MS = 800;
const SETUP_MS = 3000;

/** The pair's addresses lie in the benchmarking block 198.18.0.0/15 (RFC 2544), which no LAN uses. */
const OUTSIDE = '198.19.254.1';
const INSIDE = '198.19.254.2';
const PREFIX = 30;

/** Waits, at most five seconds, for the interface it is given, then becomes the probe. The namespace ends with it. */
const WAIT_FOR_NETWORK =
  'n=0; until ip -4 addr show dev eth0 2>/dev/null | grep -q inet; do n=$((n+1)); [ $n -gt 250 ] && exit 70; sleep 0.02; done; exec "$@"';

/**
 * Returns a session in a network namespace of its own, joined to this machine by a veth pair: what a bridge container is.
 * The namespace has no name, so it and the pair vanish with the process. Needs root; refused otherwise, with the reason.
 */
export function bridgeNamespace(probe: string, spec: SessionSpec, signal: AbortSignal): ProbeSession {
  const dial = spec.dial.map((one) => ({
    ...one,
    address: one.address === 'host.docker.internal' ? OUTSIDE : one.address,
  }));
  const session = toBase64url({ ...spec, dial });
  return childSession({
    command: 'unshare',
    args: ['--net', 'sh', '-c', WAIT_FOR_NETWORK, 'sh', process.execPath, probe, 'session', session],
    signal,
    stopMs: STOP_MS,
    started: (child) =>
      child.pid === undefined ? Promise.resolve() : join(child.pid, `hn${spec.run.slice(0, 8)}`),
    failure: (stderr) =>
      /Operation not permitted|permission denied/i.test(stderr)
        ? new ProbeFailure(
            'start-refused',
            'A network namespace needs root here, so the bridge was not measured.',
            stderr,
          )
        : new ProbeFailure(
            'died',
            `The bridge namespace could not be made: ${stderr.trim().split('\n')[0] ?? ''}`,
            stderr,
          ),
  });
}

async function join(pid: number, outside: string): Promise<void> {
  const ip = (args: string) => run('ip', args.split(' '), { timeout: SETUP_MS });
  const inside = (args: string) =>
    run('nsenter', ['--net', `--target=${pid}`, 'ip', ...args.split(' ')], { timeout: SETUP_MS });
  await untilOwnNamespace(pid);
  try {
    await ip(`link add ${outside} type veth peer name eth0 netns ${pid}`);
    await ip(`addr add ${OUTSIDE}/${PREFIX} dev ${outside}`);
    await ip(`link set ${outside} up`);
    await inside('link set lo up');
    await inside('link set eth0 up');
    await inside(`addr add ${INSIDE}/${PREFIX} dev eth0`);
  } catch (error) {
    throw new ProbeFailure(
      'start-refused',
      'A network namespace could not be joined to this machine, so the bridge was not measured.',
      messageOf(error),
    );
  }
}

/** unshare needs a moment: before it the process is still in this namespace, and the pair would land here. */
async function untilOwnNamespace(pid: number): Promise<void> {
  const { readlink } = await import('node:fs/promises');
  const own = await readlink('/proc/self/ns/net').catch(() => '');
  for (let i = 0; i < 150; i++) {
    const theirs = await readlink(`/proc/${pid}/ns/net`).catch(() => own);
    if (theirs !== own) return;
    await pause(10);
  }
  throw new ProbeFailure(
    'start-refused',
    'A network namespace needs root here, so the bridge was not measured.',
  );
}
