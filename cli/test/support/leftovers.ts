import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { PrivateEngine } from '@hostnet/standin/bed/engine';

/** What a run could leave behind, as one comparable text each. */
export interface Traces {
  readonly containers: string;
  readonly volumes: string;
  readonly listeners: string;
  readonly processes: string;
}

/** Returns what is there now, of ours: containers and volumes of the engine, sockets of its namespace, probe processes. */
export async function traces(engine: PrivateEngine): Promise<Traces> {
  const [containers, volumes, listeners] = await Promise.all([
    engine.docker(['ps', '--all', '--format', '{{.Names}}']),
    engine.docker(['volume', 'ls', '--format', '{{.Name}}']),
    engine.nsenter(['ss', '-Hlntu']),
  ]);
  return {
    containers: lines(containers.stdout),
    volumes: lines(volumes.stdout),
    listeners: lines(listeners.stdout),
    processes: probeProcesses(engine).join('\n'),
  };
}

/** Command lines of probes and of hostnet inside the engine's namespace. */
function probeProcesses(engine: PrivateEngine): string[] {
  const namespace = readlinkSync(`/proc/${engine.pid}/ns/net`);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (readlinkSync(`/proc/${pid}/ns/net`) !== namespace) return [];
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
        return /probe\.mjs|hostnet\.mjs|docker run/.test(words) ? [words.slice(0, 80)] : [];
      } catch {
        return [];
      }
    });
}

function lines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .sort()
    .join('\n');
}

/** Waits until `test` is true, at most `mostMs`; returns how long it took, or null. */
export async function until(test: () => Promise<boolean> | boolean, mostMs: number): Promise<number | null> {
  const started = performance.now();
  for (;;) {
    if (await test()) return performance.now() - started;
    if (performance.now() - started > mostMs) return null;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
