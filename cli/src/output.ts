import { errnoOf } from '@hostnet/node';
import { EXIT } from './exit.ts';

/** What a closed pipe or terminal says, on POSIX and on Windows: nobody reads any more. */
const READER_GONE = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'EIO']);

/** Words for what the system says. */
const WHY: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left',
  EDQUOT: 'there is no space left',
  EFBIG: 'the file would be too large',
};

/** What is printed, watched for failures. */
export interface GuardedOutput {
  /**
   * Returns the exit code once all is written: `code`, or 3 for a success whose output was lost, which is said on stderr.
   * A reader that went away (`| head -1`) is no loss.
   */
  finished(code: number): Promise<number>;
}

/** Lets a run go on to its end, its clean-up included, whatever becomes of the two streams. */
export function guardOutput(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): GuardedOutput {
  let errno: string | null = null;
  stdout.on('error', (error) => {
    errno ??= errnoOf(error) ?? 'unknown';
  });
  // Progress and notes alone go there: without them the result is still whole.
  stderr.on('error', () => undefined);
  return {
    async finished(code) {
      await written(stdout);
      const lost = errno !== null && !READER_GONE.has(errno) ? errno : null;
      if (lost !== null)
        stderr.write(`The output could not be written: ${WHY[lost] ?? 'the system refused it'} (${lost}).\n`);
      await written(stderr);
      return lost !== null && code === EXIT.ok ? EXIT.notMeasured : code;
    },
  };
}

/** Resolves when all before it is written or has failed, and its error has been heard. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => setImmediate(resolve));
  });
}
