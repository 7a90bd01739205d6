import { setMaxListeners } from 'node:events';
import { HostnetError } from '@hostnet/node';
import { CommanderError } from 'commander';
import { commandLine } from './command-line/program.ts';
import { EXIT } from './exit.ts';
import { guardOutput } from './output.ts';
import { printError } from './terminal.ts';

// Every session and every wait of a run listens to one signal: that is no leak.
setMaxListeners(64);
const stop = new AbortController();
let cancelled = false;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => {
    cancelled = true;
    stop.abort();
  });
const output = guardOutput(process.stdout, process.stderr);

const code = await main(process.argv.slice(2));
// Nothing may hold a finished command open, and nothing printed may be cut.
process.exit(await output.finished(code));

async function main(args: readonly string[]): Promise<number> {
  let result: number = EXIT.ok;
  const program = commandLine({ stop: stop.signal, done: (ended) => (result = ended) });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return cancelled ? EXIT.cancelled : result;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (cancelled) return EXIT.cancelled;
    printError(error);
    return error instanceof HostnetError ? error.exitCode : EXIT.notMeasured;
  }
}
