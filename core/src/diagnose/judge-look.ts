import type { judge as Judge } from '../judge/judge.ts';
import type { ContainerFacts, Facts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { Listener } from '../model/listener.ts';
import type { PortFacts } from '../model/port-facts.ts';
import type { HostNetworking, PortsReport } from '../model/ports-report.ts';
import type { Where } from '../plan/targets.ts';
import type { DialedEvent } from '../protocol/index.ts';
import { forgottenContainers } from '../judge/checks/lanes/forgotten-listener.ts';
import { countAnswers } from '../judge/port-chain/count-answers.ts';
import { hostNetworkingOf } from '../judge/port-chain/host-networking.ts';
import { rowsOf } from '../judge/port-chain/rows.ts';
import { settleReach } from '../judge/port-chain/settle-reach.ts';

/** What a look at the ports saw. */
export interface LookSeen {
  readonly facts: Facts;
  readonly containers: readonly ContainerFacts[];
  /** null when the host-mode namespace could not be looked into. */
  readonly listeners: readonly Listener[] | null;
  readonly where: Where;
  readonly control: Pick<DialedEvent, 'address' | 'outcome'> | null;
  /** Processes of this computer that hold the port of our own listener in host mode. */
  readonly controlHolders: ReadonlySet<number>;
  readonly undialled: string | null;
  /** `reach` as it was dialled: who answered is settled here. */
  readonly ports: PortFacts;
}

/** What was judged of a look. */
export interface LookJudged extends Pick<PortsReport, 'listeners' | 'ports' | 'restartGuard'> {
  readonly hostNetworking: HostNetworking;
  readonly findings: Finding[];
}

/**
 * Returns what a look shows: whether host networking works, each listener with how it answers, and what the checks find. The
 * same for one port as for all. Pure.
 */
export function judgeLook(seen: LookSeen, judge: typeof Judge): LookJudged {
  const { facts, containers, listeners, where, control, controlHolders, undialled } = seen;
  const { hostListeners } = seen.ports;
  const reach = settleReach(
    {
      reach: seen.ports.reach,
      listeners,
      hostListeners,
      controlHolders,
      ownStack: where.ownStack,
      inside: seen.ports.inside,
    },
    containers,
  );
  const hosts = hostListeners.known ? hostListeners.value : null;
  const hostNetworking = hostNetworkingOf(facts, control, countAnswers(reach, listeners ?? [], hosts));
  const rows = listeners && rowsOf({ listeners, reach, where, hostNetworking, undialled, containers });
  const ports = { ...seen.ports, reach };
  const evidence = {
    facts,
    lanes: [],
    boundary: [],
    containers,
    earlier: [],
    listeners: listeners ?? [],
    ports: listeners && ports,
    control: control && { address: control.address ?? '127.0.0.1', outcome: control.outcome },
  };
  return {
    hostNetworking,
    listeners: rows,
    ports,
    restartGuard: forgottenContainers(evidence),
    findings: [...judge(evidence).findings],
  };
}
