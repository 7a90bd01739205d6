import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A network namespace with nothing but loopback, where no other test of this machine scans ports. */
export interface Network {
  /** Returns the command line that runs this one inside it. */
  nsenterArgv(argv: readonly string[]): string[];
  end(): Promise<void>;
}

/** Makes one; it lasts until its `end`, or as long as this process. Needs root. */
export async function ownNetwork(): Promise<Network> {
  // It waits for the end of its input, which this process holds.
  const argv = ['--net', 'sh', '-c', 'ip link set lo up && echo ready && exec cat'];
  const holder = spawn('unshare', argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  return {
    nsenterArgv: (inner) => ['nsenter', `--net=/proc/${holder.pid}/ns/net`, ...inner],
    async end() {
      const gone = once(holder, 'exit');
      holder.stdin.end();
      await gone;
    },
  };
}
