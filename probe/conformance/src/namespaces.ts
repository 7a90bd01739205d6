import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cleanup } from './cleanup.ts';
import { underWine } from './command.ts';

/** Why no network namespaces can be made here; null where they can. Tests that speak to a network make one of their own. */
export const noNamespaces: string | null = underWine
  ? 'wine programs are not put into namespaces'
  : whyNot('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up']);

function whyNot(program: string, args: readonly string[]): string | null {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return null;
  } catch {
    return 'no network namespace can be made here (unshare and ip, as root)';
  }
}

/** Addresses of the two ends of a cable, out of TEST-NET-2 (RFC 5737). */
export const CABLE = {
  here: '198.51.100.1',
  there: ['198.51.100.2', '198.51.100.3', '198.51.100.4'],
} as const;

/**
 * Runs `script`, the text of a Node program, at the far end of a cable, which has all of CABLE.there; resolves when it
 * says its first words. Returns what starts a program at the near end. Both namespaces end with their last process.
 */
export async function farEnd(script: string): Promise<readonly string[]> {
  const addresses = CABLE.there.map((address) => `ip addr add ${address}/24 dev far`).join(' && ');
  const setUp = `ip link set lo up && ip link add far type veth peer name near && ${addresses} && ip link set far up`;
  const child = spawn(
    'unshare',
    ['--net', 'sh', '-c', `${setUp} && exec "$0" -e "$1"`, process.execPath, script],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  cleanup(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const first = await Promise.race([once(child.stdout, 'data'), ended.then(() => null)]);
  if (!first) throw new Error('the far end of the cable did not start');
  const take = `nsenter --target ${child.pid} --net ip link set near netns $$`;
  const near = `ip link set lo up && ${take} && ip addr add ${CABLE.here}/24 dev near && ip link set near up`;
  const wait = 'until ip link show near | grep -q "state UP"; do sleep 0.02; done';
  return ['unshare', '--net', 'sh', '-c', `${near} && ${wait}; exec "$@"`, 'sh'];
}
