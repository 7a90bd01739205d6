import type { Facts } from '../../model/facts.ts';
import type { Finding } from '../../model/finding.ts';

/** The remedy for packets that are lost now and then. */
export function lossRemedy(facts: Facts): NonNullable<Finding['remedy']> {
  return facts.host.platform === 'linux'
    ? {
        text: 'Look for a queueing rule or a firewall limit that drops packets.',
        command: 'tc qdisc show',
      }
    : {
        text: 'Measure again; if packets are still lost, restart Docker Desktop.',
        command: 'hostnet diagnose',
      };
}
