import {
  at,
  CLIENTS,
  isIt,
  settle,
  wantedBy,
  type Client,
  type Late,
  type Network,
  type Placed,
} from './network.ts';
import type { Bound, Program, Scenario } from './scenario.ts';

/** Who a client of one address ends at. */
export interface Meeting {
  /** Indices of the programs whose sockets it reaches, none where it is refused. */
  readonly programs: readonly number[];
  /** `forwarder`: a go-between of the bed stands before them. */
  readonly through: 'nothing' | 'forwarder';
  /** What is dropped or rejected on the way. */
  readonly cut: 'no' | 'drop' | 'reject';
}

/** What is really so, by what was put there: nothing of it is measured, and none of it comes from the judge. */
export interface Reality {
  /** Sockets at the port in the network of host mode. */
  readonly engine: Network;
  /** Sockets at the port on this computer itself that are no forwarder's: the same network on a plain engine. */
  readonly computer: Network;
  readonly late: readonly Late[];
  readonly meetings: Readonly<Record<Client, Meeting>>;
  /** Host-mode programs that the forwarder does not lead to at an address, since a program of the computer has it. */
  readonly displaced: readonly { readonly of: number; readonly by: number; readonly client: Client }[];
  /** Host-mode programs with a listener on the port that the forwarder leads to nowhere, by weather or by their address. */
  readonly unforwarded: readonly number[];
}

/** Returns what is really so. Pure. */
export function realityOf(scenario: Scenario): Reality {
  const wants = scenario.programs.map((program, of) => ({ program, of, placed: wantedBy(program, of) }));
  const running = wants.filter(({ program }) => program.state !== 'stopped');
  const bare = running.filter(({ program }) => program.kind === 'machine');
  const held = running.filter(({ program }) => program.kind !== 'machine');
  const pairs = (list: typeof running) => list.map(({ of, placed }) => [of, placed] as const);
  if (scenario.place === 'plain') {
    const engine = settle(pairs([...bare, ...held]));
    const meetings = meetingsOf((client) => {
      const programs = at(client, engine);
      return { programs, through: 'nothing', cut: cutOf(scenario, client, programs) };
    });
    return { engine, computer: engine, late: engine.late, meetings, displaced: [], unforwarded: [] };
  }
  return bedReality(scenario, settle(pairs(held)), pairs(bare));
}

/** Where the bed's forwarder holds a published port for one of the engine's sockets. */
const PUBLISHED_AT: Readonly<Record<Bound, readonly Bound[]>> = {
  any4: ['loop4', 'own4'],
  any6only: ['loop6'],
  loop4: ['loop4'],
  any6: [],
  loop6: [],
  alias4: [],
  own4: [],
};

function bedReality(
  scenario: Scenario,
  engine: Network,
  bare: readonly (readonly [number, readonly Placed[]])[],
): Reality {
  // The engine's own forwarding of published ports is there before a program of the computer starts.
  const published = engine.sockets.filter(({ of }) => scenario.programs[of]?.kind === 'published');
  const held = published.flatMap((one): Placed[] =>
    PUBLISHED_AT[one.bound].map((bound) => ({ ...one, bound })),
  );
  const computer = settle([...held.map((one) => [one.of, [one]] as const), ...bare]);
  const hostMode = engine.sockets.filter(
    (one) => isIt(one) && scenario.programs[one.of]?.kind === 'host-mode',
  );
  const forwards = hostMode.filter((one) => isForwarded(scenario, one.bound));
  const mirrors: Network = { sockets: forwards, late: [] };
  const displaced: Reality['displaced'][number][] = [];
  const meetings = meetingsOf((client) => {
    const [own] = at(client, computer);
    const behind = client === 'alias' ? [] : mirrored(client, mirrors, engine);
    for (const of of own === undefined ? [] : behind) displaced.push({ of, by: own ?? of, client });
    if (own !== undefined && scenario.programs[own]?.kind === 'machine')
      return { programs: [own], through: 'nothing', cut: 'no' };
    const programs = own === undefined ? behind : [own];
    return { programs, through: 'forwarder', cut: cutOf(scenario, client, programs) };
  });
  const led = new Set(Object.values(meetings).flatMap(({ programs }) => programs));
  const unforwarded = [...new Set(hostMode.map(({ of }) => of))].filter(
    (of) => !led.has(of) && !displaced.some((one) => one.of === of),
  );
  return { engine, computer, late: [...engine.late], meetings, displaced, unforwarded };
}

/** The forwarder takes connections at the addresses a listener is open on, and leads them to the same kind of address there. */
function mirrored(client: Client, mirrors: Network, engine: Network): number[] {
  if (mirroredAt(client, mirrors).length === 0) return [];
  return at(client, engine);
}

function mirroredAt(client: Client, mirrors: Network): Placed[] {
  const bounds: Readonly<Record<Client, readonly Bound[]>> = {
    v4: ['any4', 'any6', 'loop4'],
    v6: ['any6', 'any6only', 'loop6'],
    lan: ['any4', 'any6'],
    alias: [],
  };
  return mirrors.sockets.filter(({ bound }) => bounds[client].includes(bound));
}

/** Whether the bed's weather lets the forwarder take a host-mode listener of that kind. */
export function isForwarded({ weather, transport }: Scenario, bound: Bound): boolean {
  if (['off', 'too-old', 'forgets'].includes(weather)) return false;
  if (weather === `no-${transport}`) return false;
  return weather !== 'no-ipv6' || !bound.includes('6');
}

/** What a firewall does to a client of that address. It stands in the engine's network, before programs and go-betweens there. */
function cutOf({ rule, place, programs }: Scenario, client: Client, met: readonly number[]): Meeting['cut'] {
  if (rule === null || (rule.family !== 'both' && rule.family !== (client === 'v6' ? 'v6' : 'v4')))
    return 'no';
  // On its own address the engine translates a published port before the rule (iptables, nat before INPUT).
  const translated =
    place === 'plain' && client === 'lan' && met.some((of) => programs[of]?.kind === 'published');
  return translated ? 'no' : rule.how;
}

function meetingsOf(of: (client: Client) => Meeting): Record<Client, Meeting> {
  return Object.fromEntries(CLIENTS.map((client) => [client, of(client)])) as Record<Client, Meeting>;
}

/** Returns the program of that index. Throws when there is none. */
export function programAt({ programs }: Scenario, of: number): Program {
  const found = programs[of];
  if (!found) throw new Error(`A scenario of ${programs.length} programs has none at ${of}.`);
  return found;
}
