import type { Lane } from '../../../model/lane.ts';

import { always, type Check } from '../../check.ts';
import { directionName, someEvidence, transportName } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';
import { ownerCommand } from '../../../knowledge/owner-command.ts';

const HN0210 = entry({
  code: 'HN0210',
  name: 'wrong-listener',
  severity: 'error',
  topic: 'conflict',
  title: 'Something else answers on the port: {who}',
  template:
    'A connection {direction} was answered, but not by the intended program. An open port does not prove that the right program answers.',
});

/** HN0210: an answer came that does not carry the run's signature (AirPlay on 5000 is the classic: docker-elk#739). */
export const wrongListener: Check = {
  entry: HN0210,
  applicable: always,
  check(input) {
    const wrong = input.lanes.filter(
      (lane) => lane.outcome === 'wrong-listener' && lane.expected !== 'unspecified',
    );
    const groups = new Map<string, Lane[]>();
    for (const lane of wrong) {
      const key = `${lane.transport} ${lane.from} ${lane.to}`;
      groups.set(key, [...(groups.get(key) ?? []), lane]);
    }
    return [...groups.values()].flatMap((lanes) => {
      const first = lanes[0];
      if (!first) return [];
      const ports = [...new Set(lanes.map((lane) => lane.evidence.dialler?.port ?? 0))];
      const port = ports[0] ?? 0;
      return [
        finding(
          HN0210,
          {
            who: `${transportName(first.transport)} port ${ports.join(', ')}`,
            direction: directionName(first),
          },
          {
            evidence: someEvidence(lanes),
            remedy: {
              text: `Find the program that holds ${transportName(first.transport)} port ${port} where the connection started, then stop it or give it another port.`,
              command: ownerCommand(input.facts.host.platform, first.transport, port),
            },
          },
        ),
      ];
    });
  },
};
