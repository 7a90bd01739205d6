import { isDumb } from './terminal.ts';

/** Shows what is being waited for. */
export interface Progress {
  phase(text: string): void;
  /** Counts settled lanes. */
  lane(settled: number, planned: number): void;
  /** Takes the line away again. */
  clear(): void;
}

/** A terminal's line is redrawn at most this often, in ms. */
const REDRAW_MS = 50;

/** Returns live progress on a terminal, one plain line a phase in a pipe or where the terminal knows no control sequences, and nothing when `quiet`. Always on stderr: stdout is for results. */
export function startProgress(quiet: boolean, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (quiet) return { phase: () => undefined, lane: () => undefined, clear: () => undefined };
  if (!stream.isTTY || isDumb()) {
    return { phase: (text) => stream.write(`${text} …\n`), lane: () => undefined, clear: () => undefined };
  }
  let text = '';
  let lanes = '';
  let drawn = 0;
  const draw = (always: boolean) => {
    const now = Date.now();
    if (!always && now - drawn < REDRAW_MS) return;
    drawn = now;
    const line = `${text} …${lanes}`.slice(0, Math.max(20, stream.columns - 1));
    stream.write(`\r\u001b[2K${line}`);
  };
  return {
    phase(next) {
      text = next;
      draw(true);
    },
    lane(settled, planned) {
      lanes = ` ${settled} of ${planned} lanes`;
      draw(false);
    },
    clear() {
      stream.write('\r\u001b[2K');
    },
  };
}
