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
      const seen = new Map(found.map((one) => [one.address, one]));
      resolve({
        addresses: [...seen.values()].map(({ address, family }) => ({
          address,
          family: family === 6 ? 6 : 4,
        })),
        errno: null,
      });
    });
  });
}
