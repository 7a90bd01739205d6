import { hostIndex } from '../../reading/host-index.ts';
import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { all, portsLookedAt } from '../../reading/host-mode-net.ts';
import { AIRPLAY, airplayOn, wantedPorts } from '../../reading/mac-owners.ts';
import { placeOf } from '../../reading/port-words.ts';
import { proved, reachIndex, reachLine } from '../../reading/reach.ts';

/** Codes of the host system (HN05xx). Read through catalogue.ts. */
const HN0501 = entry({
  code: 'HN0501',
  name: 'airplay',
  severity: 'warning',
  topic: 'conflict',
  title: '{who} of macOS has {port}, which {container} wants',
  template:
    'macOS listens on 5000 and 7000 for AirPlay. AirPlay answers connections to the port, often with HTTP 403, and the container never gets them.',
});

/** Reason of the checks about macOS. */
export const NOT_MAC = 'this computer does not run macOS';

/** HN0501: AirPlay Receiver on 5000 or 7000, which a container wants too (docker-elk#739, mcp-toolbox#3794). */
export const airplay: Check = {
  entry: HN0501,
  applicable: (input) => all(input.facts.host.platform === 'darwin' || NOT_MAC, portsLookedAt(input)),
  check(input) {
    const hosts = hostIndex(input.ports);
    const reach = reachIndex(input);
    const wanted = wantedPorts(input);
    return [...AIRPLAY].flatMap((port) => {
      const container = wanted.get(port);
      const airplays = airplayOn(port, input, hosts, reach);
      if (container === undefined || airplays === null || proved(reach, port, 'right')) return [];
      const listeners = hosts.get(port) ?? [];
      return [
        finding(
          HN0501,
          {
            who: airplays === 'seen' ? 'AirPlay Receiver' : 'Something, most likely AirPlay Receiver',
            port: `port ${port}`,
            container,
          },
          {
            ports: [port],
            severity: proved(reach, port, 'wrong') ? 'error' : 'warning',
            evidence: [
              ...listeners.map((l) => `${l.process ?? 'an unnamed process'} listens on ${placeOf(l)}`),
              ...(reach.get(port) ?? []).map(reachLine),
            ],
            remedy: {
              text: `Turn AirPlay Receiver off (System Settings › General › AirDrop & Handoff), or give ${container} another port.`,
              command: null,
            },
          },
        ),
      ];
    });
  },
};
