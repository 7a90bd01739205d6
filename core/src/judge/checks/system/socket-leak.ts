import { isDesktopProcess } from '../../../knowledge/forwarders.ts';
import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { restartCommand } from '../../reading/desktop-restart.ts';
import { entry, finding } from '../../entry.ts';
import { all, portsLookedAt } from '../../reading/host-mode-net.ts';
import { groupBy } from '../../reading/port-words.ts';

const HN0505 = entry({
  code: 'HN0505',
  name: 'socket-leak',
  severity: 'warning',
  title: '{process} has {count} sockets open: more than its containers need',
  template:
    'Sockets that are never closed use up the ports of this computer, until no program gets a connection.',
});

/** Windows gives clients 16,384 ports a transport (49152-65535, RFC 6335 §6). A leak of nearly all of them took the network away (for-win#15032). */
const CLIENT_PORTS = 16_384;
/** Ours: a quarter is beyond any use that was seen, three quarters are close to the end. */
const MANY = CLIENT_PORTS / 4;
const NEARLY_ALL = (CLIENT_PORTS / 4) * 3;

/** HN0505: sockets of Docker Desktop's processes that no container explains (for-win#15032, desktop-feedback#633, for-win#14859). */
export const socketLeak: Check = {
  entry: HN0505,
  applicable: (input) =>
    all(
      desktopOf(input.facts) !== null || NOT_DESKTOP,
      portsLookedAt(input),
      input.ports?.hostListeners.known === true || 'the sockets of this computer are not known',
    ),
  check(input) {
    const hosts = input.ports?.hostListeners;
    if (hosts?.known !== true) return [];
    const explained = explainedBy(input);
    const own = hosts.value.filter(({ process }) => process !== null && isDesktopProcess(process));
    return [...groupBy(own, ({ process, transport }) => `${process ?? ''} ${transport}`).values()].flatMap(
      (sockets) => {
        const first = sockets[0];
        const extra = sockets.length - explained;
        if (!first || extra < MANY) return [];
        return [
          finding(
            HN0505,
            { process: first.process ?? '', count: `${sockets.length} ${first.transport.toUpperCase()}` },
            {
              severity: extra >= NEARLY_ALL ? 'error' : 'warning',
              evidence: [
                `${first.process ?? ''}: ${sockets.length} ${first.transport} sockets bound (${hosts.source})`,
                `ports of containers need at most ${explained}`,
                `Windows has ${CLIENT_PORTS} ports for clients, for TCP and for UDP`,
              ],
              remedy: {
                text: 'Restart Docker Desktop, and update it.',
                command: restartCommand(input.facts),
              },
            },
          ),
        ];
      },
    );
  },
};

/** Sockets that containers can account for: each of theirs may stand on the host once a family. */
function explainedBy({ listeners, containers }: Evidence): number {
  const published = containers.reduce((sum, { publishedPorts }) => sum + publishedPorts.length, 0);
  return 2 * (listeners.length + published);
}
