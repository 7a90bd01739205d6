import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { PrivateEngine } from '@hostnet/standin/bed/engine';

const exec = promisify(execFile);

/** All that a run could leave behind, each as lines that can be compared. */
export type Traces = Readonly<Record<string, readonly string[]>>;

/** Where to look: an engine of one's own, a folder that stands for the system's temporary one, and a mark in the environment of every run. */
export interface Places {
  readonly engine: PrivateEngine;
  readonly temporary: string;
  readonly mark: string;
}

/** Returns what is there now. Throws when the engine does not answer. */
export async function tracesOf({ engine, temporary, mark }: Places): Promise<Traces> {
  const docker = async (...args: string[]): Promise<string[]> => {
    const { code, stdout, stderr } = await engine.docker(args);
    if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
    return lines(stdout);
  };
  const inside = async (...argv: string[]): Promise<string[]> => lines((await engine.nsenter(argv)).stdout);
  const [containers, volumes, networks, listeners, links, namespaces] = await Promise.all([
    docker('ps', '--all', '--format', '{{.Names}}'),
    docker('volume', 'ls', '--format', '{{.Name}}'),
    docker('network', 'ls', '--format', '{{.Name}}'),
    inside('ss', '-Hlntu'),
    inside('ip', '-o', 'link'),
    exec('ip', ['netns', 'list']).then(({ stdout }) => lines(stdout)),
  ]);
  return {
    containers,
    volumes,
    'networks of the engine': networks,
    // The two columns of queues say nothing of who listens.
    'listening ports': listeners.map((line) => line.replace(/(UNCONN|LISTEN) \d+ \d+/, '$1')),
    processes: processes(mark),
    'temporary files': readdirSync(temporary, { recursive: true }).map(String).sort(),
    'network namespaces': namespaces.filter((line) => !line.startsWith('hostnet-bed-')),
    'network links': links.map((line) => line.replace(/^\d+: /, '').replace(/[@:].*/, '')),
  };
}

/** Returns the names of what differs. */
export function differing(before: Traces, after: Traces): string[] {
  return Object.keys(before).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** Returns how many files and sockets a process has open. */
export function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Returns what a process holds in memory, in MB (proc_pid_status(5), VmRSS). */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? NaN) / 1024);
}

/** Every process that inherited the mark, by its words. */
function processes(mark: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark)) return [];
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 80)];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .sort();
}
