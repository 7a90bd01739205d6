import { readFileSync, readdirSync } from 'node:fs';

/** Names one process beyond doubt: a pid is used again, a pid with its start time is not (proc(5), stat field 22). */
export interface ProcessMark {
  readonly pid: number;
  /** Clock ticks from boot to the process's start. */
  readonly startTicks: string;
  /** Its arguments, joined by spaces, when it was recorded. */
  readonly command: string;
}

interface Stat {
  readonly parent: number;
  readonly state: string;
  readonly startTicks: string;
}

function stat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets: count from the last one.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, parent] = fields;
    const startTicks = fields[19];
    if (state === undefined || parent === undefined || startTicks === undefined) return null;
    return { parent: Number(parent), state, startTicks };
  } catch {
    return null;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/** Returns the mark of a running process, null when there is none (a zombie counts as none). */
export function markProcess(pid: number): ProcessMark | null {
  const found = stat(pid);
  if (!found || found.state === 'Z' || found.state === 'X') return null;
  return { pid, startTicks: found.startTicks, command: commandOf(pid) };
}

/** Returns whether exactly this process still runs. Its arguments do not count: a process may rename itself or exec. */
export function isRunning(mark: ProcessMark): boolean {
  const now = markProcess(mark.pid);
  return now?.startTicks === mark.startTicks;
}

/** Ends exactly this process at once (SIGKILL); does nothing when it is gone or another one took its pid. */
export function endProcess(mark: ProcessMark): void {
  if (!isRunning(mark) || commandOf(mark.pid) !== mark.command) return;
  try {
    process.kill(mark.pid, 'SIGKILL');
  } catch {
    // It ended between the look and the signal.
  }
}

/** Returns the pids whose parent is `pid`. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => stat(candidate)?.parent === pid);
}
