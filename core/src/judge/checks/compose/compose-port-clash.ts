import { entry } from '../../entry.ts';

import { claimsOf, type Claim } from '../../../compose/claims.ts';
import { entryOf, knownText, placeOf } from '../../../compose/located.ts';
import { rangeText } from '../../../compose/service-ports.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { found, type FoundFault, type LintRule } from './rule.ts';

const HN0605 = entry({
  code: 'HN0605',
  name: 'compose-port-clash',
  severity: 'error',
  title: '{first} and {second} both want port {port}',
  template: 'Only one of them can have it: {why}.',
});

/** Ports that are compared with each other; a project of more is none that runs on one machine. */
const MOST_CLAIMS = 3000;

/** HN0605: two services want one port of the host: both publish it, or one of them is in host mode. */
export const composePortClash: LintRule = {
  entry: HN0605,
  check(project) {
    const claims = project.services.filter(starts).flatMap(claimsOf).slice(0, MOST_CLAIMS);
    const told = new Set<string>();
    return claims.flatMap((second, index) => {
      const key = `${second.service.name} ${rangeText(second.range)}/${second.transport}`;
      const first = told.has(key)
        ? undefined
        : claims.slice(0, index).find((other) => clash(other, second, project));
      if (!first) return [];
      told.add(key);
      return tell(first, second);
    });
  },
};

/** A service scaled to nothing wants nothing. */
function starts(service: Service): boolean {
  const replicas = entryOf(entryOf(service.map, 'deploy')?.value, 'replicas')?.value;
  return knownText(entryOf(service.map, 'scale')?.value) !== '0' && knownText(replicas) !== '0';
}

function clash(a: Claim, b: Claim, project: Project): boolean {
  if (a.service === b.service || a.transport !== b.transport || !together(a.service, b.service)) return false;
  if (isKeptApart(a, b, project)) return false;
  // The engine looks for a free port in a range of its own choice where only one container port is meant.
  if (a.range.last < b.range.first || b.range.last < a.range.first) return false;
  if (a.range.first !== a.range.last && b.range.first !== b.range.last && a.range.first !== b.range.first)
    return false;
  const everywhere = (address: string) => ['', '0.0.0.0', '::'].includes(address);
  return a.address === b.address || everywhere(a.address) || everywhere(b.address);
}

/**
 * Whether Swarm's scheduler gives the two different nodes: it does for ports with `mode: host`, and leaves pending what fits
 * nowhere (swarmkit, manager/scheduler/filter.go, HostPortFilter).
 */
function isKeptApart(a: Claim, b: Claim, project: Project): boolean {
  const swarm = project.services.some((service) => entryOf(service.map, 'deploy') !== undefined);
  return swarm && byScheduler(a) && byScheduler(b) && !(onEveryNode(a.service) && onEveryNode(b.service));
}

function byScheduler({ service, mode }: Claim): boolean {
  return service.mode.kind === 'bridge' && mode === 'host';
}

function onEveryNode(service: Service): boolean {
  const deploy = entryOf(service.map, 'deploy')?.value;
  const placed = entryOf(entryOf(deploy, 'placement')?.value, 'constraints');
  return knownText(entryOf(deploy, 'mode')?.value) === 'global' && placed === undefined;
}

/** Services of different profiles are alternatives: whether both run is the user's choice. */
function together(a: Service, b: Service): boolean {
  if (a.profiles.length === 0 && b.profiles.length === 0) return true;
  return a.profiles.some((profile) => b.profiles.includes(profile));
}

function tell(first: Claim, second: Claim): FoundFault {
  const start = Math.max(first.range.first, second.range.first);
  const end = Math.min(first.range.last, second.range.last);
  const port = rangeText({ first: start, last: end });
  const pending = [first, second].every((one) => byScheduler(one) && onEveryNode(one.service));
  const certain = first.service.mode.kind === 'bridge' && second.service.mode.kind === 'bridge' && !pending;
  const [earlier, later] = order(first, second);
  return found(
    HN0605,
    {
      first: earlier.service.name,
      second: later.service.name,
      port: `${port}/${second.transport}`,
      why: `${earlier.because}, ${later.because}${pending ? '; both are for every node, and on each one of them stays pending' : ''}`,
    },
    {
      service: later.service,
      at: later.span,
      // What a host-mode program listens on is what the file says of it, not what the engine is asked for.
      ...(certain ? {} : { severity: 'warning' }),
      evidence: [earlier.because, later.because],
      remedy: { text: `Give ${later.service.name} or ${earlier.service.name} another port.`, command: null },
      fix: () => null,
    },
  );
}

/** The one that stands later in the text is where the fault shows. */
function order(a: Claim, b: Claim): [Claim, Claim] {
  const [at, bt] = [placeOf(a.span), placeOf(b.span)];
  return at.file === bt.file && bt.line < at.line ? [b, a] : [a, b];
}
