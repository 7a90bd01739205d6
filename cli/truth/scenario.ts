/** Where a scenario is made: an engine whose network is this computer's own, or one behind a forwarder (standin/bed). */
export type Place = 'plain' | 'bed';

/** What a socket is bound to, by kind: `own4` is the IPv4 address that host mode's network has beside loopback. */
export type Bound = 'any4' | 'any6' | 'any6only' | 'loop4' | 'loop6' | 'alias4' | 'own4';

/**
 * What a program does with a client: `serves` echoes, `greets` speaks first, `closes` and `resets` hang up at once, `hangs`
 * takes nobody, `full` neither and has a queue with no room left. Over UDP whatever does not serve is silent.
 */
export type Behaviour = 'serves' | 'greets' | 'closes' | 'resets' | 'hangs' | 'full';

/** One socket of a program. */
export interface Socket {
  readonly bound: Bound;
  readonly behaviour: Behaviour;
  /** Connections that wait at it before anybody looks; for `hangs` alone. */
  readonly waiting: number;
  /** The port in question, or the next one. */
  readonly port: 'it' | 'next';
}

/** How a program comes to the port: in a host-mode container, published from a bridge, in a bridge unpublished, or in none. */
export type Kind = 'host-mode' | 'published' | 'unpublished' | 'machine';

/** One program and what holds it. */
export interface Program {
  readonly kind: Kind;
  /** One or two; of a bridge container they are inside it. */
  readonly sockets: readonly Socket[];
  /** `restarted` is no fault: it must be as if it had been started once. */
  readonly state: 'running' | 'restarted' | 'paused' | 'stopped';
  /** It sets SO_REUSEPORT. */
  readonly share: boolean;
  /** Of a host-mode container: also started with `-p`, which the engine ignores; `outer` and `inner` say on which side the port stands. */
  readonly ignored: 'no' | 'outer' | 'inner';
  /** Of a published port: the address of this computer it is published to. */
  readonly to: 'any' | 'loop4';
}

/** A rule of a firewall for the port in question, in the network of the engine. */
export interface Rule {
  readonly family: 'v4' | 'v6' | 'both';
  readonly how: 'drop' | 'reject';
}

/** What is wrong with the whole bed; a plain engine has fair weather alone. */
export type Weather =
  'fair' | 'off' | 'too-old' | 'no-tcp' | 'no-udp' | 'no-ipv6' | 'forgets' | 'stranger' | 'late';

/** One port of one computer, and everything that was done to it. Numbers of ports are no part of it: whoever makes it gives one. */
export interface Scenario {
  readonly place: Place;
  readonly transport: 'tcp' | 'udp';
  readonly weather: Weather;
  readonly programs: readonly Program[];
  readonly rule: Rule | null;
}

/** Returns a scenario in one line, as failures name it. */
export function nameOf({ place, transport, weather, programs, rule }: Scenario): string {
  const parts = [
    ...(weather === 'fair' ? [] : [`weather ${weather}`]),
    ...programs.map(programName),
    ...(rule ? [`firewall ${rule.how}s ${rule.family}`] : []),
  ];
  return `${place} ${transport}: ${parts.length > 0 ? parts.join('; ') : 'nothing'}`;
}

function programName({ kind, sockets, state, share, ignored, to }: Program): string {
  const each = sockets.map(
    (one) =>
      `${one.bound}${one.port === 'it' ? '' : ' on the next port'} ${one.behaviour}${one.waiting > 0 ? ` (${one.waiting} wait)` : ''}`,
  );
  const more = [
    ...(state === 'running' ? [] : [state]),
    ...(share ? ['shares'] : []),
    ...(ignored === 'no' ? [] : [`ignored -p, ${ignored} side`]),
    ...(to === 'any' ? [] : [`published to ${to}`]),
  ];
  return [kind, each.join(' and '), ...more].join(', ');
}
