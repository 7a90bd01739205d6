import type { Lane } from '../../../model/lane.ts';
import type { Check } from '../../check.ts';
import { cellsOf } from '../../cells.ts';
import { entry, finding } from '../../entry.ts';
import { directionName, someEvidence } from '../../reading/lane-words.ts';
import { lossIsEvident } from '../../reading/loss-rate.ts';

const HN0222 = entry({
  code: 'HN0222',
  name: 'close-lost',
  severity: 'warning',
  title: 'TCP connections over {family} do not end, {direction}',
  template:
    'They are answered, but the end of a connection does not reach the other side. A program that waits for the end of the data waits forever.',
});

/**
 * HN0222: every connection of a direction and family was answered, and none of them ended: the FIN of one side does not come
 * through. One alone may be a slow machine, and where packets are lost now and then a FIN is lost too.
 */
export const closeLost: Check = {
  entry: HN0222,
  applicable: ({ lanes }) =>
    !lossIsEvident(lanes) || 'packets are lost now and then, and the end of a connection with them',
  check({ lanes }) {
    return cellsOf(lanes)
      .filter((cell) => cell.transport === 'tcp')
      .flatMap(({ measured, family }) => {
        const answered = measured.filter((lane) => lane.outcome === 'reachable');
        const [first] = answered;
        if (!first || answered.length < 2 || !answered.every(neverEnded)) return [];
        return [
          finding(
            HN0222,
            { family: family === 'ipv6' ? 'IPv6' : 'IPv4', direction: directionName(first) },
            {
              evidence: someEvidence(answered),
              remedy: {
                text: 'Look for a firewall rule that drops packets by their flags or by the state of a connection.',
                command: `sudo ${family === 'ipv6' ? 'ip6tables' : 'iptables'} -S`,
              },
            },
          ),
        ];
      });
  },
};

function neverEnded({ evidence: { dialler } }: Lane): boolean {
  return dialler?.phase === 'close' && dialler.errno === 'ETIMEDOUT';
}
