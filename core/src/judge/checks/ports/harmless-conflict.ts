import { hostIndex } from '../../reading/host-index.ts';
import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { all, ownersKnown } from '../../reading/host-mode-net.ts';
import { portName } from '../../reading/port-words.ts';
import { forwarded, proved, reachIndex, reachLine } from '../../reading/reach.ts';

const HN0322 = entry({
  code: 'HN0322',
  name: 'harmless-conflict',
  severity: 'info',
  topic: 'conflict',
  title: 'If Docker Desktop reports a conflict on {port}, it is a false alarm: {container} answers',
  template: '{how} So nothing else has the port.',
});

/** Ports whose pop-ups were false (desktop-feedback#206, open in 4.65; for-mac#7498). */
const PORTS = new Set(['1900/udp', '5353/udp', '8123/tcp']);

/** HN0322: a pop-up of Docker Desktop about a port that answers as it should. */
export const harmlessConflict: Check = {
  entry: HN0322,
  applicable: (input) => all(desktopOf(input.facts) !== null || NOT_DESKTOP, ownersKnown(input)),
  check(input) {
    const reach = reachIndex(input);
    const hosts = hostIndex(input.ports);
    const told = new Set<string>();
    return input.listeners.flatMap(({ transport, port: number, container }) => {
      const port = portName(transport, number);
      if (!PORTS.has(port) || container === null || told.has(port)) return [];
      const right = reach.get(port)?.find(({ reached }) => reached === 'right');
      const passed = forwarded(reach, hosts, port)
        ? reach.get(port)?.find(({ reached }) => reached === 'open')
        : undefined;
      const dial = right ?? passed;
      if (!dial || proved(reach, port, 'wrong')) return [];
      told.add(port);
      const how = right
        ? 'A connection from this computer arrived at the container.'
        : 'Docker Desktop itself has the port on this computer, and accepts connections for the container.';
      return [
        finding(
          HN0322,
          { port, container: container.name, how },
          { evidence: [reachLine(dial)], remedy: null },
        ),
      ];
    });
  },
};
