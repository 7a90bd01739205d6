import { isIt } from './network.ts';
import { programAt, type Reality } from './reality.ts';
import type { Program, Scenario, Socket } from './scenario.ts';

/** Codes of checks for one port. */
export interface Codes {
  readonly must: readonly string[];
  readonly may: readonly string[];
}

/** A socket of host mode at the port in question, with its program. */
interface Listening {
  readonly of: number;
  readonly bound: Socket['bound'];
  readonly program: Program;
}

/** Returns the codes that a list of all ports must hold of this one, and those that it may. Pure. */
export function codesOf(scenario: Scenario, reality: Reality): Codes {
  const listening = reality.engine.sockets
    .filter(isIt)
    .map(({ of, bound }) => ({ of, bound, program: programAt(scenario, of) }));
  return { must: mustOf(scenario, reality, listening), may: mayOf(scenario, reality) };
}

const when = (holds: boolean, ...codes: string[]): string[] => (holds ? codes : []);
const isHostMode = ({ program }: Listening): boolean => program.kind === 'host-mode';

function mustOf(scenario: Scenario, reality: Reality, listening: readonly Listening[]): string[] {
  const tcp = scenario.transport === 'tcp';
  const ignores = ({ program }: Listening): boolean =>
    program.kind === 'host-mode' && program.ignored !== 'no' && program.state !== 'paused';
  const paused = listening.some(({ program }) => program.state === 'paused');
  const late = reality.late.some((one) => isIt(one) && programAt(scenario, one.of).kind !== 'machine');
  const waits = listening.some((one) => isCrowded(one, scenario.place === 'plain' ? 1 : 3));
  return [
    ...when(paused, 'HN0327'),
    ...when(tcp && waits, 'HN0325'),
    ...when(isShared(listening), 'HN0326'),
    ...when(listening.some(ignores), 'HN0301'),
    ...when(late, 'HN0303'),
    ...when(tcp && reality.displaced.length > 0 && scenario.weather === 'fair', 'HN0324'),
  ];
}

/** Whether so many connections wait at a socket that a list alone shows it; inside a bridge container it cannot. */
function isCrowded({ program, bound }: Listening, least: number): boolean {
  if (program.kind === 'published' || program.state === 'paused') return false;
  const crowded = (one: Socket): boolean => one.behaviour === 'hangs' && one.waiting >= least;
  return program.sockets.some((one) => isIt(one) && one.bound === bound && crowded(one));
}

/** Whether two programs have one address, one of them in a container of host mode. */
function isShared(listening: readonly Listening[]): boolean {
  return listening.some((one) =>
    listening.some(
      (other) => other.of !== one.of && other.bound === one.bound && (isHostMode(one) || isHostMode(other)),
    ),
  );
}

function mayOf({ programs, place, weather }: Scenario, reality: Reality): string[] {
  // These speak of every port of a container, the next one too.
  const hostMode = programs.filter(({ kind }) => kind === 'host-mode');
  const bound = (...kinds: Socket['bound'][]): boolean =>
    hostMode.some(({ sockets }) => sockets.some((socket) => kinds.includes(socket.bound)));
  const containers = programs.filter(({ kind }) => kind !== 'machine').length;
  const gone = programs.some(({ state }) => state === 'stopped') || reality.late.length > 0;
  const ignores = programs.some(({ ignored }) => ignored !== 'no');
  const hung = programs.some(({ sockets }) =>
    sockets.some((one) => ['hangs', 'full'].includes(one.behaviour)),
  );
  const machine = programs.some(({ kind }) => kind === 'machine');
  return [
    // Any rule makes it true, and the engine's own are always there.
    'HN0506',
    ...when(ignores, 'HN0301', 'HN0302', 'HN0304'),
    ...when(containers > 1, 'HN0302'),
    ...when(gone, 'HN0304', 'HN0302', 'HN0303'),
    ...when(bound('loop4', 'loop6', 'alias4'), 'HN0305', 'HN0306', 'HN0308'),
    ...when(bound('any6only', 'loop6'), 'HN0307'),
    ...when(hostMode.length > 0, 'HN0308', 'HN0321'),
    ...when(hung, 'HN0325'),
    ...when(weather === 'forgets' || weather === 'no-ipv6', 'HN0219'),
    ...when(reality.displaced.length > 0 || weather === 'stranger', 'HN0324'),
    // Of 127.0.0.2 in the engine's machine it is not known whether 127.0.0.1 leads there.
    ...when(place === 'bed' && machine && bound('alias4'), 'HN0324'),
  ];
}
