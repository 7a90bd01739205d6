import type { Verdict } from '@hostnet/core';
import { holdersCauses, nobodyCauses, wayCauses, type Cause } from './causes.ts';
import { codesOf, type Codes } from './codes.ts';
import { CLIENTS, isIt, takes, type Client } from './network.ts';
import { programAt, realityOf, type Reality } from './reality.ts';
import type { Program, Scenario, Socket, Weather } from './scenario.ts';

/** The right answer to "why can I not reach this port", and to "what listens here". */
export interface Expected extends Codes {
  readonly verdict: 'reachable' | 'broken';
  /** Where the means of this tool cannot know: then `unknown` is right as well. */
  readonly mayBeUnknown: boolean;
  /** Of a reachable one: what is wrong with programs that do not answer, of which an answer may speak first. */
  readonly aside: readonly Cause[];
  /** Of a broken one: any of these, since each alone is enough. */
  readonly causes: readonly Cause[];
  /** Of each address: whose program answers there, and whether it does. */
  readonly answers: Readonly<Record<Client, readonly number[]>>;
  /** Addresses of which an answer that names others need not speak: a forwarder's hanging up cannot be told from the program's. */
  readonly mayBeLeftOut: readonly Client[];
  /** Sockets of host mode at the port: whose, and bound to what. */
  readonly rows: readonly { readonly of: number; readonly bound: Socket['bound'] }[];
}

/** Returns the right answer, from what was put there alone. Pure. */
export function expectedOf(scenario: Scenario): Expected {
  const reality = realityOf(scenario);
  const answers = Object.fromEntries(
    CLIENTS.map((client) => [client, answering(scenario, reality, client)]),
  ) as Record<Client, number[]>;
  const anybody = CLIENTS.some((client) => answers[client].length > 0);
  const all = [...holdersCauses(scenario, reality), ...wayCauses(scenario, reality)];
  const causes = all.filter(({ aside }) => !aside || !anybody);
  const held = CLIENTS.some((client) => reality.meetings[client].programs.length > 0);
  const nobody = !held && causes.length === 0;
  const silent = scenario.transport === 'udp' && !anybody;
  // Only the three usual addresses are tried.
  const elsewhere = anybody && !(['v4', 'v6', 'lan'] as const).some((client) => answers[client].length > 0);
  // Behind a forwarder a rule may cut one address of several: then the others answer, and the answer names them.
  const inPart =
    scenario.place === 'bed' &&
    !elsewhere &&
    anybody &&
    causes.length > 0 &&
    causes.every(({ id }) => id === 'firewall');
  // Behind a forwarder that accepts, an end at once is the program's or a rule's: which one is not seen.
  const ended = scenario.place === 'bed' && (scenario.rule?.how === 'reject' || endsAtOnce(scenario));
  return {
    verdict: !inPart && (causes.length > 0 || nobody) ? 'broken' : 'reachable',
    // A datagram that comes back to nobody may have been lost anywhere, or taken by a program that never answers.
    mayBeUnknown: elsewhere || ended || (scenario.transport === 'udp' && (silent || scenario.rule !== null)),
    aside: anybody ? all.filter(({ aside, id }) => aside || (inPart && id === 'firewall')) : [],
    causes: nobody ? nobodyCauses(scenario, reality) : causes,
    answers,
    mayBeLeftOut: CLIENTS.filter((client) => isHungUp(scenario, reality, client)),
    ...codesOf(scenario, reality),
    rows: reality.engine.sockets.filter(isIt).map(({ of, bound }) => ({ of, bound })),
  };
}

/** The programs that answer a client of that address. */
function answering(scenario: Scenario, { meetings }: Reality, client: Client): number[] {
  const { programs, cut } = meetings[client];
  if (cut !== 'no') return [];
  return programs.filter((of) => isServed(programAt(scenario, of), client));
}

/** Whether a program of host mode ends every connection at once. */
function endsAtOnce({ programs }: Scenario): boolean {
  return programs.some(
    ({ kind, sockets }) =>
      kind === 'host-mode' &&
      sockets.filter(isIt).some(({ behaviour }) => ['closes', 'resets'].includes(behaviour)),
  );
}

/** Whether a program hangs up at once, on a bed; and an address that is none of the three that people know. */
function isHungUp(scenario: Scenario, { meetings }: Reality, client: Client): boolean {
  const { programs } = meetings[client];
  const hangsUp = programs.some((of) =>
    servingSockets(programAt(scenario, of), client).some(({ behaviour }) =>
      ['closes', 'resets'].includes(behaviour),
    ),
  );
  return client === 'alias' || (scenario.place === 'bed' && hangsUp);
}

/** Whether a program takes its clients: one that hangs up at once has taken them. */
function isServed(program: Program, client: Client): boolean {
  if (program.state === 'paused') return false;
  const sockets = servingSockets(program, client);
  return (
    sockets.length > 0 && sockets.every(({ behaviour }) => behaviour !== 'hangs' && behaviour !== 'full')
  );
}

function servingSockets(program: Program, client: Client): Socket[] {
  const its = program.sockets.filter(isIt);
  if (program.kind === 'published') return its.filter(({ bound }) => bound !== 'loop4');
  return its.filter(({ bound }) => takes(bound, client));
}

/** What a diagnosis may say of a bed in that weather; the ports of one scenario change nothing of it. */
export const VERDICTS: Readonly<Record<Weather, readonly Verdict[]>> = {
  fair: ['working'],
  late: ['working'],
  off: ['not-working'],
  'too-old': ['not-available'],
  'no-tcp': ['partly-working'],
  'no-udp': ['partly-working'],
  'no-ipv6': ['partly-working'],
  stranger: ['partly-working'],
  // It depends on whether a program in host mode was there to be forgotten.
  forgets: ['working', 'partly-working'],
};
