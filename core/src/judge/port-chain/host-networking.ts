import { clickPath, clickPathText } from '../../knowledge/click-path.ts';
import { desktopOf, hint, hintLine } from '../../facts/desktop-of.ts';
import { ECI_REFUSAL } from '../../facts/start-failure.ts';
import type { Facts } from '../../model/facts.ts';
import type { DialedEvent } from '../../protocol/index.ts';
import { NONE, type Answers } from './count-answers.ts';
import type { HostNetworking } from '../../model/ports-report.ts';

/** How our own listener answered. */
type Control = Pick<DialedEvent, 'address' | 'outcome'>;

/**
 * Returns whether a listener in host mode is reached from this computer at all: by a listener of our own that signs its
 * answers, dialled beside the others. `control` is null where it was not dialled, or its answer did not come. Where it did not
 * answer, the ports of containers that do outvote it.
 */
export function hostNetworkingOf(
  facts: Facts,
  control: Control | null,
  answers: Answers = NONE,
): HostNetworking {
  const { engine, probeFailure } = facts;
  if (!engine.reachable) return unknown(engine.message, engine.fix);
  if (engine.os === 'windows')
    return dead(
      'The engine runs Windows containers, which have no host networking.',
      'Switch to Linux containers.',
    );
  if (probeFailure !== null && ECI_REFUSAL.test(probeFailure.detail))
    return dead(
      'Enhanced Container Isolation refuses containers in host mode.',
      'Publish the port with -p in bridge mode instead: isolation allows that.',
      [probeFailure.message],
    );
  if (probeFailure !== null) return unknown(probeFailure.message, null);
  const same = facts.hostMode?.sameAsHost;
  if (same?.known === true && same.value)
    return {
      state: 'own-stack',
      sentence: 'This engine shares this computer’s own network: nothing is in between.',
      remedy: null,
      evidence: [same.source],
    };
  if (control === null)
    return unknown(
      'Whether host networking works was not measured: the test listener of hostnet was not tried.',
      null,
    );
  const seen = `a test listener of hostnet in host mode, tried at ${control.address ?? 'this computer'}: ${control.outcome}`;
  if (control.outcome === 'reachable')
    return {
      state: 'works',
      sentence: 'Host networking works here over TCP: a new listener in host mode answers on this computer.',
      remedy: null,
      evidence: [seen],
    };
  if (control.outcome === 'wrong-listener')
    return dead(
      'Another program on this computer answers instead of the listeners in host mode.',
      'Find the program that takes its ports, such as a proxy, and end it.',
      [seen],
    );
  return answers.proven + answers.open + answers.dead === 0
    ? explainDead(facts, seen)
    : outvoted(facts, seen, answers);
}

/** From so many ports on, answers of unproven owners are no chance: strangers would have to hold every one of them. */
const ENOUGH = 5;

/** One listener of our own that was late says less than ports of containers that answer. */
function outvoted(facts: Facts, seen: string, { proven, open, dead }: Answers): HostNetworking {
  const evidence = [
    seen,
    `ports of host-mode containers on this computer: ${proven + open} answer, ${dead} do not`,
  ];
  if (proven > 0 || (open >= ENOUGH && open > dead))
    return {
      state: 'works',
      sentence:
        'Host networking works here over TCP: ports of containers in host mode answer on this computer.',
      remedy: null,
      evidence,
    };
  if (open === 0) return explainDead(facts, seen);
  return {
    ...unknown(
      'Ports of containers in host mode answer on this computer, but the test listener of hostnet did not.',
      null,
    ),
    evidence,
  };
}

/** Measured dead: what hints tell of the reason. */
function explainDead(facts: Facts, seen: string): HostNetworking {
  const desktop = desktopOf(facts);
  if (!desktop) return notForwarded(facts, seen);
  const { version, settings } = desktop;
  const evidence = [seen, hintLine('setting', settings?.hostNetworkingEnabled)];
  const path = clickPathText(version);
  if (clickPath(version) === null)
    return dead(
      `Docker Desktop ${version ?? ''} has no host networking for containers: it came with 4.34.`,
      'Update Docker Desktop.',
      evidence,
    );
  const on = hint(settings?.hostNetworkingEnabled);
  if (on === true)
    return dead(
      'Host networking is on, but nothing in host mode answers on this computer.',
      'Restart Docker Desktop; if that does not help, run `hostnet diagnose`.',
      evidence,
    );
  if (on === false && hint(settings?.hostNetworkingLocked) === true)
    return dead(
      'Your administrator has locked host networking off.',
      'Ask your administrator, or publish the port with -p in bridge mode.',
      evidence,
    );
  const sentence =
    on === false
      ? 'Host networking is off.'
      : 'Host networking does not work here, and its setting could not be read.';
  return dead(sentence, `In Docker Desktop: ${path}.`, evidence);
}

/** An engine in a machine or namespace of its own without a forwarder: rootless engines, virtual machines. */
function notForwarded(facts: Facts, seen: string): HostNetworking {
  const rootless = facts.engine.reachable && facts.engine.rootless;
  const what = rootless
    ? 'This engine is rootless: host mode is a network of its own, apart from this computer’s.'
    : 'This engine’s host mode is not this computer’s network, and nothing forwards its ports.';
  return dead(what, 'Publish the port with -p in bridge mode instead.', [seen]);
}

function dead(sentence: string, remedy: string, evidence: string[] = []): HostNetworking {
  return { state: 'does-not-work', sentence, remedy, evidence };
}

function unknown(sentence: string, remedy: string | null): HostNetworking {
  return { state: 'unknown', sentence, remedy, evidence: [] };
}
