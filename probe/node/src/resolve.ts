import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import { within } from './abort.ts';
import { errnoOf } from './errno.ts';

/** What a name resolved to, in the system's order; `errno` (ENOTFOUND, EAI_AGAIN, ETIMEDOUT, …) when it did not. */
export interface Resolved {
  readonly addresses: readonly { readonly address: string; readonly family: 4 | 6 }[];
  readonly errno: string | null;
}

/** Resolves names as the system does (getaddrinfo), each at most once a session: its four threads are few. */
export class Resolver {
  readonly #asked = new Map<string, Promise<Resolved>>();

  /** Returns the addresses of `name`, a literal as itself; null when aborted. Never rejects. */
  async resolve(name: string, timeoutMs: number, signal: AbortSignal): Promise<Resolved | null> {
    const literal = isIP(name);
    if (literal === 4 || literal === 6) {
      return { addresses: [{ address: name, family: literal }], errno: null };
    }
    let asked = this.#asked.get(name);
    if (!asked) this.#asked.set(name, (asked = ask(name)));
    const answer = await within(asked, timeoutMs, signal);
    if (answer) return answer;
    return signal.aborted ? null : { addresses: [], errno: 'ETIMEDOUT' };
  }
}

function ask(name: string): Promise<Resolved> {
  return new Promise((resolve) => {
    lookup(name, { all: true, verbatim: true }, (error, found) => {
      if (error) {
        resolve({ addresses: [], errno: errnoOf(error) });
        return;
      }
      resolve({ addresses: distinct(found), errno: null });
    });
  });
}

/** Returns each address once, in order: a hosts file may give a name the same one twice, and that is one address to dial. */
export function distinct(found: readonly { address: string; family: number }[]): Resolved['addresses'] {
  const seen = new Map<string, 4 | 6>();
  for (const { address, family } of found) if (!seen.has(address)) seen.set(address, family === 6 ? 6 : 4);
  return [...seen].map(([address, family]) => ({ address, family }));
}
