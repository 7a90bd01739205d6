import type { PortLink } from '@hostnet/core/listening';
import { CLIENTS, isIt, servesInside, type Client } from './network.ts';
import { programAt, type Reality } from './reality.ts';
import type { Program, Scenario, Socket } from './scenario.ts';

/** One thing that was done to a port and keeps it from being reached, and how an answer must tell it. */
export interface Cause {
  readonly id: string;
  /** The code whose title the answer must be worded with; null where no check has one. */
  readonly code: string | null;
  /** The links at which it may show first. */
  readonly links: readonly PortLink['id'][];
  /** Indices of programs that the answer must name. */
  readonly names: readonly number[];
  /** What the command must be, with `NAME0`, `PORT` and the like in it; null where none is demanded. */
  readonly remedy: RegExp | null;
  /** It matters for its own program alone: where another answers, the port is reachable. */
  readonly aside: boolean;
}

/** What is wrong with programs that have the port, or came too late for it. */
export function holdersCauses(scenario: Scenario, reality: Reality): Cause[] {
  const holders = new Set(
    [...reality.engine.sockets, ...reality.computer.sockets].filter(isIt).map(({ of }) => of),
  );
  const own = [...holders].flatMap((of): Cause[] => {
    const program = programAt(scenario, of);
    const name = `NAME${of}`;
    if (program.state === 'paused')
      return [cause('paused', 'HN0327', ['container'], [of], new RegExp(`^docker unpause ${name}$`))];
    if (program.kind === 'published' && !servesInside(program))
      return [cause('not-served', 'HN0328', ['container'], [of], null)];
    const hangs = scenario.transport === 'tcp' && program.sockets.some((one) => isHanging(program, one));
    return hangs
      ? [
          cause(
            'hangs',
            // Of a program of the computer behind a forwarder it is said in words of its own.
            program.kind === 'machine' && scenario.place === 'bed' ? null : 'HN0325',
            ['container', 'owner'],
            [of],
            program.kind === 'machine' ? null : new RegExp(`^docker logs --tail 20 ${name}$`),
            scenario.place === 'bed' &&
              program.sockets.every((one) => !isHanging(program, one) || isFar(one)),
          ),
        ]
      : [];
  });
  const late = reality.late
    .filter((one) => isIt(one) && programAt(scenario, one.of).kind !== 'machine')
    .map(({ of, holder }) => {
      const bare = programAt(scenario, holder).kind === 'machine';
      return cause(
        'taken',
        'HN0303',
        ['container', 'listener'],
        [of, holder],
        bare ? null : new RegExp(`^docker stop NAME\\d$`),
      );
    });
  return [...own, ...late];
}

/** Where the bed's forwarder goes in no weather: nobody meets such a socket. */
const isFar = ({ bound }: Pick<Socket, 'bound'>): boolean => bound === 'own4' || bound === 'alias4';

function isHanging(program: Program, socket: Socket): boolean {
  if (!isIt(socket) || (program.kind === 'published' && socket.bound === 'loop4')) return false;
  return socket.behaviour === 'hangs' || socket.behaviour === 'full';
}

/** What is wrong on the way to programs that have the port. */
export function wayCauses(scenario: Scenario, reality: Reality): Cause[] {
  const { place, weather } = scenario;
  const cut = CLIENTS.some((client) => client !== 'alias' && isCut(reality, client));
  const hostMode = reality.engine.sockets.some(
    (one) => isIt(one) && programAt(scenario, one.of).kind === 'host-mode',
  );
  const unforwarded = reality.unforwarded;
  return [
    ...(cut
      ? [
          cause(
            'firewall',
            null,
            place === 'plain' ? ['firewall', 'network'] : ['owner', 'network', 'host-networking'],
            [],
            place === 'plain' ? /ip6?tables|ufw/ : null,
          ),
        ]
      : []),
    ...(hostMode && ['off', 'too-old', `no-${scenario.transport}`].includes(weather)
      ? [cause('feature', null, ['host-networking', 'owner'], [], null)]
      : []),
    ...(hostMode && weather === 'stranger'
      ? [cause('stranger-everywhere', null, ['host-networking', 'owner'], [], null)]
      : []),
    ...(hostMode && weather === 'forgets' ? forgotten(scenario, reality) : []),
    ...(weather === 'no-ipv6' && unforwarded.length > 0
      ? [cause('no-ipv6', null, ['address', 'owner'], [], null)]
      : []),
    ...beyond(scenario, unforwarded, reality.engine).map(() =>
      cause('address-beyond', null, ['address', 'owner'], [], null),
    ),
    ...reality.displaced.map(({ of, by }) => cause('displaced', 'HN0324', ['owner'], [of, by], null)),
  ];
}

/** Of a listener on IPv6 alone nothing but the restart can be advised: whether IPv6 is forwarded at all was not seen. */
function forgotten(scenario: Scenario, { unforwarded, engine }: Reality): Cause[] {
  const lost = unforwarded.filter((of) => !beyond(scenario, unforwarded, engine).includes(of));
  return lost.map((of) => {
    const sockets = engine.sockets.filter((one) => one.of === of && isIt(one));
    const six = sockets.every(({ bound }) => bound === 'any6only' || bound === 'loop6');
    const links: Cause['links'] = six ? ['address', 'owner'] : ['owner'];
    return cause('forgotten', six ? null : 'HN0219', links, [], six ? null : /^docker restart NAME\d$/);
  });
}

/** Programs of the bed that listen where its forwarder goes in no weather. */
function beyond(
  { place, programs }: Scenario,
  unforwarded: readonly number[],
  engine: Reality['engine'],
): number[] {
  if (place === 'plain') return [];
  return unforwarded.filter(
    (of) =>
      programs[of]?.kind === 'host-mode' &&
      engine.sockets.filter((one) => one.of === of && isIt(one)).every(isFar),
  );
}

const isCut = ({ meetings }: Reality, client: Client): boolean =>
  meetings[client].cut !== 'no' && meetings[client].programs.length > 0;

/** Why nothing listens at all: which container would, if it were otherwise. */
export function nobodyCauses(scenario: Scenario, reality: Reality): Cause[] {
  const causes = scenario.programs.flatMap((program, of): Cause[] => {
    const name = `NAME${of}`;
    const gone = reality.late.some((one) => one.of === of);
    if (program.ignored !== 'no' && program.state !== 'stopped' && !gone)
      return [cause('ignored', null, ['listener'], [of], null)];
    const means = program.kind !== 'machine' && (program.kind === 'published' || program.sockets.some(isIt));
    if (program.state === 'stopped' && means && program.kind !== 'unpublished')
      return [cause('stopped', null, ['listener'], [of], new RegExp(`^docker start ${name}$`))];
    if (program.kind === 'unpublished' && program.state !== 'stopped' && program.sockets.some(isIt))
      return [cause('unpublished', null, ['listener'], [of], /^docker run --publish PORT:PORT(?:\/udp)? /)];
    return [];
  });
  return causes.length > 0 ? causes : [cause('nobody', null, ['listener'], [], /^hostnet (ports|port )/)];
}

function cause(
  id: string,
  code: string | null,
  links: Cause['links'],
  names: readonly number[],
  remedy: RegExp | null,
  aside = id === 'address-beyond',
): Cause {
  return { id, code, links, names, remedy, aside };
}
