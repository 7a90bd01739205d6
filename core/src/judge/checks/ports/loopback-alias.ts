import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { all, ownersKnown } from '../../reading/host-mode-net.ts';
import { isWildcard, placeOf, portName } from '../../reading/port-words.ts';
import { reachIndex, type Reached } from '../../reading/reach.ts';

const HN0306 = entry({
  code: 'HN0306',
  name: 'loopback-alias',
  severity: 'warning',
  title: '{container} listens on {address}, which Docker Desktop does not forward on Windows',
  template: 'Of the addresses 127.0.0.0/8 only 127.0.0.1 is forwarded between Windows and the container.',
});

/** HN0306: Docker Desktop on Windows carries 127.0.0.1 and no other address of 127.0.0.0/8, on purpose (for-win#14184). */
export const loopbackAlias: Check = {
  entry: HN0306,
  applicable: (input) =>
    all(
      desktopOf(input.facts) !== null || NOT_DESKTOP,
      input.facts.host.platform === 'win32' || 'this computer does not run Windows',
      ownersKnown(input),
    ),
  check(input) {
    const reach = reachIndex(input);
    const elsewhereToo = new Set(
      input.listeners
        .filter((l) => isWildcard(l.address) || l.address === '127.0.0.1')
        .map((l) => `${l.container?.id ?? ''} ${portName(l.transport, l.port)}`),
    );
    return input.listeners.flatMap((listener) => {
      const { container, address } = listener;
      const port = portName(listener.transport, listener.port);
      if (container === null || !address.startsWith('127.') || address === '127.0.0.1') return [];
      const right: Reached = 'right';
      const answered = reach.get(port)?.some((dial) => dial.address === address && dial.reached === right);
      if (answered === true || elsewhereToo.has(`${container.id} ${port}`)) return [];
      return [
        finding(
          HN0306,
          { container: container.name, address },
          {
            evidence: [`${container.name} listens on ${placeOf(listener)}`],
            remedy: { text: `Let ${container.name} listen on 127.0.0.1 or 0.0.0.0.`, command: null },
          },
        ),
      ];
    });
  },
};
