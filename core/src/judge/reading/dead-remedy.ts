import { clickPathText } from '../../knowledge/click-path.ts';
import { isDesktop } from '../../facts/engine-json.ts';
import type { Facts } from '../../model/facts.ts';
import type { Lane } from '../../model/lane.ts';
import type { Finding } from '../../model/finding.ts';
import { isLossLike } from '../../model/loss-like.ts';
import { directionOf } from '../cells.ts';

type Remedy = NonNullable<Finding['remedy']>;

/** The remedy for lanes between programs that should hear each other; `nothingWorks`: no lane at all was answered. */
export function deadRemedy(facts: Facts, lanes: readonly Lane[], nothingWorks = false): Remedy {
  if (isDesktop(facts.engine)) return desktopRemedy(facts, lanes, nothingWorks);
  const six = lanes.length > 0 && lanes.every((lane) => lane.family === 'ipv6');
  const all = (fits: (lane: Lane) => boolean) => lanes.length > 0 && lanes.every(fits);
  const filter = six ? 'ip6tables' : 'iptables';
  if (loopbackIsGone(facts, six))
    return {
      text: 'The loopback interface of this machine is down or has no address: bring it up.',
      command: 'sudo ip link set lo up',
    };
  if (all((lane) => lane.outcome === 'refused')) return refusedRemedy(facts, filter);
  if (all(hasNoWay))
    return {
      text: 'This machine has no way to the address, or forbids it: look for an ip rule or a route that points elsewhere.',
      command: six ? 'ip -6 rule' : 'ip rule',
    };
  if (all((lane) => lane.outcome === 'permission-denied'))
    return {
      text: 'This machine does not permit the sending: look for a firewall rule on outgoing packets, and remove it.',
      command: `sudo ${filter} -S OUTPUT`,
    };
  if (all((lane) => isLossLike(lane) && !wasAccepted(lane))) return vanishedRemedy(lanes, filter);
  return {
    text: 'Something on this machine stands between the two: look for a rule that rejects the packets or redirects them.',
    command: `sudo ${filter}-save`,
  };
}

/** Whether somebody took the connection: then its packets did not vanish. */
export function wasAccepted(lane: Lane): boolean {
  return lane.transport === 'tcp' && lane.evidence.dialler?.phase === 'echo';
}

/** A datagram that is dropped on its way out is an error to its sender, so one that vanished is dropped on its way in. */
function vanishedRemedy(lanes: readonly Lane[], filter: string): Remedy {
  const incoming = lanes.some((lane) => lane.transport === 'udp');
  return {
    text: 'Packets vanish on this machine itself: look for a firewall rule on the loopback interface and remove it.',
    command: `sudo ${filter} -S${incoming ? ' INPUT' : ''}`,
  };
}

function refusedRemedy(facts: Facts, filter: string): Remedy {
  const same = facts.hostMode?.sameAsHost;
  if (same?.known === true && same.value)
    return {
      text: 'The listener is there, and something refuses for it: look for a firewall rule that rejects the packets or redirects them.',
      command: `sudo ${filter}-save`,
    };
  return {
    text: 'Nothing listens where it should: the engine’s host network is not this computer’s. Publish the port with -p instead.',
    command: 'docker run -p 8080:80 IMAGE',
  };
}

/** What routes do, or `ip rule`: it gives EINVAL for a blackhole and EACCES for a prohibition (ip-route(8)); a firewall gives EPERM. */
function hasNoWay({ outcome, evidence }: Lane): boolean {
  const prohibited = outcome === 'permission-denied' && evidence.dialler?.errno === 'EACCES';
  return outcome === 'no-route' || outcome === 'address-unavailable' || prohibited;
}

/** Whether Linux lists its interfaces, and none of them has the address of loopback: it lists those that are up. */
function loopbackIsGone({ host }: Facts, six: boolean): boolean {
  const addresses = host.interfaces.flatMap((one) => one.addresses.map(({ address }) => address));
  return host.platform === 'linux' && addresses.length > 0 && !six && !addresses.includes('127.0.0.1');
}

/** On Docker Desktop the setting is to blame only where nothing at all gets through. */
function desktopRemedy(facts: Facts, lanes: readonly Lane[], nothingWorks: boolean): Remedy {
  const transports = new Set(lanes.map((lane) => lane.transport));
  const directions = new Set(lanes.map(directionOf));
  const version = facts.engine.reachable ? (facts.engine.desktop?.version ?? null) : null;
  if (nothingWorks) {
    return { text: `In Docker Desktop: ${clickPathText(version)}. Then diagnose again.`, command: null };
  }
  const suffix = transports.has('udp') && transports.size === 1 ? '/udp' : '';
  return {
    text: 'Restart Docker Desktop and diagnose again; if that does not help, update it, and until then publish the port in bridge mode.',
    command: directions.has('host-to-container') ? `docker run -p 8080:8080${suffix} IMAGE` : null,
  };
}
