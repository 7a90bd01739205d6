import type { Exec } from '../src/adapters/client.ts';

/** A streamed command that the test plays: what it was asked, and what it answers. */
export interface FakeProcess {
  readonly command: string;
  readonly args: readonly string[];
  closed: boolean;
  stdout(line: string): void;
  stderr(line: string): void;
  end(code: number): void;
  error(error: unknown): void;
}

/** How a fake command behaves. */
export interface Script {
  onStart(process: FakeProcess): void;
  /** What SIGTERM does; by default the command ends with 143. */
  onClose?(process: FakeProcess): void;
}

interface Stream {
  onOutput?: (data: { stdout: string } | { stderr: string }) => void;
  onError?: (error: unknown) => void;
  onClose?: (code: number) => void;
  splitOutputLines?: boolean;
}

/**
 * Returns an exec as strict as Docker Desktop's: it wants a stream with split lines, plain string arguments without shell
 * quotes, answers later and never at once, and says nothing after the end.
 */
export function fakeExec(script: Script): { exec: Exec; started: FakeProcess[] } {
  const started: FakeProcess[] = [];
  const exec = (command: string, args: string[], options?: { stream?: Stream }) => {
    const stream = options?.stream;
    if (!stream) throw new TypeError('without stream everything goes through a shell');
    if (stream.splitOutputLines !== true) throw new TypeError('splitOutputLines is expected');
    for (const word of [command, ...args]) {
      if (typeof word !== 'string' || /^["'].*["']$/.test(word))
        throw new TypeError(`not a plain word: ${word}`);
    }
    let over = false;
    const once = (act: () => void) => () => {
      if (over) throw new Error('a command ends once');
      over = true;
      act();
    };
    const process: FakeProcess = {
      command,
      args,
      closed: false,
      stdout: (line) => stream.onOutput?.({ stdout: line }),
      stderr: (line) => stream.onOutput?.({ stderr: line }),
      end: (code) => once(() => stream.onClose?.(code))(),
      error: (error) => once(() => stream.onError?.(error))(),
    };
    started.push(process);
    setTimeout(() => script.onStart(process), 0);
    return {
      close() {
        process.closed = true;
        if (over) return;
        if (script.onClose) script.onClose(process);
        else setTimeout(() => !over && process.end(143), 0);
      },
    };
  };
  return { exec: exec as Exec, started };
}

/** Returns a script that answers by the words of the command: lines of stdout, stderr and the code. */
export function answers(
  table: (words: string) => { stdout?: string; stderr?: string; code?: number } | null,
): Script {
  return {
    onStart(process) {
      const answer = table([process.command, ...process.args].join(' '));
      if (!answer) return;
      for (const line of (answer.stdout ?? '').split('\n')) if (line) process.stdout(line);
      if (answer.stderr) process.stderr(answer.stderr);
      process.end(answer.code ?? 0);
    },
  };
}
