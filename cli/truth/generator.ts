import * as fc from 'fast-check';
import { exclude } from './network.ts';
import type { Behaviour, Bound, Place, Program, Rule, Scenario, Socket, Weather } from './scenario.ts';

const BOUNDS: readonly Bound[] = ['any4', 'any6', 'loop4', 'loop6', 'any6only', 'alias4', 'own4'];
const BEHAVIOURS: readonly Behaviour[] = ['greets', 'closes', 'resets', 'hangs', 'full'];
const BAD_WEATHER: readonly Weather[] = [
  ...(['off', 'too-old', 'no-tcp', 'no-udp', 'no-ipv6', 'forgets', 'stranger', 'late'] as const),
];

/** Mostly the usual value, so that several faults at once are composed and not the rule. */
function mostly<T>(weight: number, usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}

const socket: fc.Arbitrary<Socket> = fc.record({
  bound: fc.constantFrom(...BOUNDS),
  behaviour: mostly<Behaviour>(2, 'serves', ...BEHAVIOURS),
  waiting: fc.constantFrom(0, 1, 3),
  port: mostly<Socket['port']>(7, 'it', 'next'),
});

const program: fc.Arbitrary<Program> = fc.record({
  kind: fc.constantFrom<Program['kind'][]>('host-mode', 'published', 'machine', 'host-mode', 'unpublished'),
  sockets: fc.array(socket, { minLength: 1, maxLength: 2 }),
  state: mostly<Program['state']>(4, 'running', 'restarted', 'paused', 'stopped'),
  share: mostly(3, false, true),
  ignored: mostly<Program['ignored']>(5, 'no', 'outer', 'inner'),
  to: mostly<Program['to']>(3, 'any', 'loop4'),
});

const rule: fc.Arbitrary<Rule> = fc.record({
  family: fc.constantFrom<Rule['family'][]>('both', 'v4', 'v6'),
  how: fc.constantFrom<Rule['how'][]>('drop', 'reject'),
});

const programs = (count: number): fc.Arbitrary<Program[]> =>
  fc.array(program, { minLength: count, maxLength: count });

/** Scenarios of one place: mostly one or two programs. A rule of a firewall is rare, nothing at all is rarer. */
function scenarioAt(place: Place): fc.Arbitrary<Scenario> {
  return fc.record({
    place: fc.constant(place),
    transport: mostly<Scenario['transport']>(5, 'tcp', 'udp'),
    weather: place === 'bed' ? mostly<Weather>(2, 'fair', ...BAD_WEATHER) : fc.constant<Weather>('fair'),
    programs: fc.oneof(...[1, 10, 8, 1].map((weight, count) => ({ weight, arbitrary: programs(count) }))),
    rule: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: rule }),
  });
}

/** Any scenario, of both places alike often. */
export const scenario: fc.Arbitrary<Scenario> = fc
  .oneof(scenarioAt('plain'), scenarioAt('bed'))
  .map(sensible);

/** Returns the scenarios of a seed, always the same. */
export function scenariosOf(seed: number, count: number): Scenario[] {
  return fc.sample(scenario, { seed, numRuns: count });
}

/** Returns a scenario in which what cannot apply is as it is for all, so that two equal ones are one. */
export function sensible(one: Scenario): Scenario {
  return { ...one, programs: one.programs.map((program) => sensibleProgram(program, one)) };
}

function sensibleProgram(one: Program, { transport }: Scenario): Program {
  const host = one.kind === 'host-mode';
  const bare = one.kind === 'machine';
  return {
    ...one,
    sockets: withoutClash(
      one.sockets.map((socket) => ({
        ...socket,
        bound: host || bare ? socket.bound : boundInside(socket.bound),
        behaviour: transport === 'tcp' || socket.behaviour === 'serves' ? socket.behaviour : 'hangs',
        waiting: transport === 'tcp' && socket.behaviour === 'hangs' ? socket.waiting : 0,
      })),
    ),
    state: bare ? 'running' : one.state,
    ignored: host ? one.ignored : 'no',
    to: one.kind === 'published' ? one.to : 'any',
    share: (host || bare) && one.share,
  };
}

/** A bridge container has loopback and one address of its own, and no IPv6 as the engine starts it. */
function boundInside(bound: Bound): Bound {
  return bound === 'loop4' || bound === 'alias4' || bound === 'loop6' ? 'loop4' : 'any4';
}

/** A program of which one socket keeps the other from being opened runs nowhere: it has the first alone. */
function withoutClash(sockets: readonly Socket[]): readonly Socket[] {
  const [first, second] = sockets.map((one) => ({ ...one, of: 0, share: false }));
  return first && second && exclude(first, second) ? sockets.slice(0, 1) : sockets;
}
