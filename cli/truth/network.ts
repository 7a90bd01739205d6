import type { Bound, Program, Socket } from './scenario.ts';

/** The addresses of this computer that are compared: 127.0.0.1, ::1, its own, and one more of loopback. */
export type Client = 'v4' | 'v6' | 'lan' | 'alias';
export const CLIENTS: readonly Client[] = ['v4', 'v6', 'lan', 'alias'];

/** What a socket of that kind takes. */
const TAKES: Readonly<Record<Bound, readonly Client[]>> = {
  any4: ['v4', 'lan', 'alias'],
  any6: ['v6', 'v4', 'lan', 'alias'],
  any6only: ['v6'],
  loop4: ['v4'],
  loop6: ['v6'],
  alias4: ['alias'],
  own4: ['lan'],
};
/** Whether a socket bound so takes clients of that address. */
export const takes = (bound: Bound, client: Client): boolean => TAKES[bound].includes(client);

const EXACT: readonly Bound[] = ['loop4', 'loop6', 'alias4', 'own4'];

/** A socket in a network, with the index of its program. A published port's is the engine's own, on the program's behalf. */
export interface Placed {
  readonly of: number;
  readonly bound: Bound;
  readonly port: Socket['port'];
  readonly share: boolean;
}

/** Which sockets stand at the port in question, in one network, and which programs came too late for theirs. */
export interface Network {
  readonly sockets: readonly Placed[];
  readonly late: readonly Late[];
}

/** A program that did not get a socket, and therefore none: which port it was, and whose it is. */
export interface Late {
  readonly of: number;
  readonly holder: number;
  readonly port: Socket['port'];
}

/** Whether two sockets cannot both be there (Linux: a wildcard and an address of its family exclude each other, unless both share). */
export function exclude(one: Placed, other: Placed): boolean {
  const touch = TAKES[one.bound].some((client) => takes(other.bound, client));
  return one.port === other.port && touch && !(one.share && other.share);
}

/** Returns the network after these programs have started in this order: each takes all its sockets or ends. */
export function settle(programs: readonly (readonly [number, readonly Placed[]])[]): Network {
  const sockets: Placed[] = [];
  const late: Late[] = [];
  for (const [of, wanted] of programs) {
    const lost = wanted
      .map((one) => ({ one, there: sockets.find((other) => exclude(one, other)) }))
      .find(({ there }) => there !== undefined);
    if (lost?.there) late.push({ of, holder: lost.there.of, port: lost.one.port });
    else sockets.push(...wanted);
  }
  return { sockets, late };
}

/** Returns the programs whose socket a client of that address reaches: the exact one before a wildcard, IPv4's own before a dual one. */
export function at(client: Client, { sockets }: Network): number[] {
  const fits = sockets.filter((one) => isIt(one) && takes(one.bound, client));
  const exact = fits.filter(({ bound }) => EXACT.includes(bound));
  const four = fits.filter(({ bound }) => bound === 'any4');
  const best = exact.length > 0 ? exact : client !== 'v6' && four.length > 0 ? four : fits;
  return [...new Set(best.map(({ of }) => of))];
}

/** Returns the sockets a program wants in the network of host mode: of a published one, what the engine opens for it. */
export function wantedBy(program: Program, of: number): Placed[] {
  if (program.kind === 'unpublished') return [];
  if (program.kind === 'published')
    return (program.to === 'loop4' ? (['loop4'] as const) : (['any4', 'any6only'] as const)).map((bound) => ({
      of,
      bound,
      port: 'it',
      share: false,
    }));
  return program.sockets.map(({ bound, port }) => ({ of, bound, port, share: program.share }));
}

/** Whether a socket stands at the port in question. */
export const isIt = ({ port }: Pick<Socket, 'port'>): boolean => port === 'it';

/** Whether the engine's go-between reaches the program inside its bridge container. */
export function servesInside({ sockets }: Program): boolean {
  return sockets.some((one) => isIt(one) && one.bound !== 'loop4');
}
