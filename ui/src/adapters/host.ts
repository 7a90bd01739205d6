import { encodeSpec, HostFacts, ProbeFailure } from '@hostnet/core';
import type { Host } from '@hostnet/core';
import type { Exec } from './client.ts';
import { collect, CommandFailure } from './collect.ts';
import { startSession } from './session.ts';

/** Reading interfaces and three small files, on a machine that may be busy, in ms. */
const FACTS_MS = 5000;
const MISSING = "The extension's host helper could not be started.";

/** Returns this computer behind the extension's host helper. `platform` is Node's os.platform(); undefined `exec` means no helper. */
export function desktopHost(exec: Exec | undefined, platform: string): Host {
  const helper = platform === 'win32' ? 'hostnet-helper.exe' : 'hostnet-helper';
  return {
    async facts(signal) {
      if (!exec) throw new ProbeFailure('helper-missing', MISSING);
      const answer = await collect(exec, helper, ['facts'], { signal, timeoutMs: FACTS_MS }).catch(
        asProbeFailure,
      );
      if (answer.code !== 0) throw new ProbeFailure('helper-missing', MISSING, answer.stderr);
      return parseFacts(answer.stdout);
    },
    runProbe(spec, signal) {
      if (!exec) return { events: failing(), stop: () => Promise.resolve() };
      return startSession({
        exec,
        command: helper,
        args: ['session', encodeSpec(spec)],
        signal,
        failureOf: (stderr, end) =>
          end.kind === 'closed' && end.code === 2
            ? new ProbeFailure('protocol', 'The host helper and this page are of different versions.', stderr)
            : new ProbeFailure('helper-missing', MISSING, end.kind === 'error' ? end.message : stderr),
      });
    },
  };
}

function parseFacts(text: string): HostFacts {
  try {
    return HostFacts.parse(JSON.parse(text));
  } catch (error) {
    throw new ProbeFailure('protocol', 'The host helper gave facts this page cannot read.', String(error));
  }
}

function asProbeFailure(error: unknown): never {
  if (!(error instanceof CommandFailure)) throw error;
  if (error.kind === 'not-started') throw new ProbeFailure('helper-missing', MISSING, error.message);
  throw new ProbeFailure(error.kind, 'The host helper did not answer in time.', error.message);
}

// eslint-disable-next-line @typescript-eslint/require-await -- an async iterable that only fails
async function* failing(): AsyncGenerator<never, void> {
  throw new ProbeFailure('helper-missing', MISSING);
}
