import { isDesktop } from '../../facts/engine-json.ts';
import type { ContainerFacts, Facts } from '../../model/facts.ts';
import type { Evidence } from '../../model/evidence.ts';

/**
 * Whose network host mode is: `own`, this computer's; `elsewhere`, a VM's or another namespace's; `unknown`. The measured
 * interfaces come first, then that Docker Desktop always runs its engine in a VM (Docker docs, "Networking features").
 */
export function hostModeNet(facts: Facts): 'own' | 'elsewhere' | 'unknown' {
  const same = facts.hostMode?.sameAsHost;
  if (same?.known === true) return same.value ? 'own' : 'elsewhere';
  return isDesktop(facts.engine) ? 'elsewhere' : 'unknown';
}

/** The network of host mode in words, where it is not this computer's. */
export function networkName(facts: Facts): string {
  return isDesktop(facts.engine) ? 'Docker’s VM' : 'the engine’s own network';
}

/** Reason of a check that needs the host-mode network to be another than this computer's; true where it is. */
export function elsewhere({ facts }: Evidence): true | string {
  const net = hostModeNet(facts);
  if (net === 'elsewhere') return true;
  return net === 'own'
    ? 'host mode is this computer’s own network'
    : 'whose network host mode is, is unknown';
}

/** Whether a container shares the host's network. */
export function isHostMode(container: ContainerFacts): boolean {
  return container.networkMode === 'host';
}

/** Reason of a check about host-mode containers; true when there is one. */
export function anyHostMode({ containers }: Evidence): true | string {
  return containers.some(isHostMode) || 'no container runs in host mode';
}

/** Reason of a check that needs the ports to have been looked at. */
export function portsLookedAt({ ports }: Evidence): true | string {
  return ports !== null || 'the ports were not checked in this run';
}

/** Reason of a check that needs to know which container a listener belongs to. */
export function ownersKnown(input: Evidence): true | string {
  const { ports, listeners } = input;
  if (ports === null) return 'the ports were not checked in this run';
  if (listeners.some((listener) => listener.container !== null)) return true;
  return ports.owners === 'none'
    ? `the owners of listeners are not known: ${ports.ownersReason ?? 'not said why'}`
    : 'no container listens in host mode';
}

/** Returns the first reason for which a check is to be skipped, or true. */
export function all(...answers: readonly (true | string)[]): true | string {
  return answers.find((answer) => answer !== true) ?? true;
}
