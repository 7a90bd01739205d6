import { decodeSpec, ProtocolError, STOP_MAX_MS, type SessionSpec } from '@hostnet/core/protocol/probe';
import { messageOf } from './errno.ts';
import { LineOutput } from './output.ts';
import { OUTPUT_CLOSED, runSession } from './session.ts';

/** How often a session on the host looks whether its parent still lives, in ms. */
const PARENT_EVERY_MS = 500;

/** Ends with one sentence on stderr and exit code 2. */
function refuse(sentence: string): never {
  process.stderr.write(`${sentence.replace(/\s+/g, ' ')}\n`);
  process.exit(2);
}

/**
 * Ties a session to whoever holds its standard input: a container learns in no other way that the program which started it was
 * killed.
 */
const ENDS_WITH_STDIN = '--ends-with-stdin';

function specFrom(args: readonly string[]): SessionSpec {
  const [verb, text, ...rest] = args;
  const fits = rest.length === 0 || (rest.length === 1 && rest[0] === ENDS_WITH_STDIN);
  if (verb !== 'session' || text === undefined || !fits) {
    const got = verb === undefined ? 'nothing' : `"${args.join(' ').slice(0, 60)}"`;
    refuse(`Expected "session <spec in base64url> [${ENDS_WITH_STDIN}]", got ${got}.`);
  }
  try {
    return decodeSpec(text);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    refuse(
      `Expected a session spec of this version's probe protocol as base64url of JSON: ${error.message}.`,
    );
  }
}

async function main(): Promise<void> {
  const spec = specFrom(process.argv.slice(2));
  const stop = new AbortController();
  const output = new LineOutput(process.stdout, () => stop.abort(OUTPUT_CLOSED));
  const halt = (): void => {
    stop.abort();
    // Whatever hangs, the process does not outlive the promise.
    setTimeout(() => process.exit(0), STOP_MAX_MS - 100).unref();
  };
  // As PID 1 of a container the default action of these signals is to be ignored (pid_namespaces(7)).
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, halt);
  if (process.argv.includes(ENDS_WITH_STDIN)) process.stdin.on('end', halt).on('error', halt).resume();
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) halt();
  }, PARENT_EVERY_MS).unref();

  await runSession(spec, (event) => output.write(event), stop.signal);
  // Not by running dry: a getaddrinfo that nobody waits for any more cannot be called back.
  const late = setTimeout(() => process.exit(0), STOP_MAX_MS);
  await output.flush();
  clearTimeout(late);
  process.exit(0);
}

/** A fault of this program: one line and no stack trace at people; the missing `done` tells that it died. */
function crash(error: unknown): never {
  process.stderr.write(`The probe failed: ${messageOf(error)}.\n`);
  process.exit(1);
}

process.on('uncaughtException', crash);
main().catch(crash);
