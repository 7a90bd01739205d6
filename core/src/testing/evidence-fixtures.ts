import { engineFailureFrom } from '../facts/engine-failure.ts';
import type { DesktopSettings, EngineFacts, Facts } from '../model/facts.ts';
import { known } from '../model/known.ts';
import type { Direction } from '../judge/cells.ts';
import { judge } from '../judge/judge.ts';
import type { Lane } from '../model/lane.ts';
import { laneFixture } from './lane-fixture.ts';
import { reportFixture } from './report-fixtures.ts';
import type { Finding } from '../model/finding.ts';
import type { Evidence } from '../model/evidence.ts';

type Settings = Partial<DesktopSettings>;
type ReachableEngine = Extract<EngineFacts, { reachable: true }>;

/** Test helper: returns the facts of a healthy Docker Desktop on a Mac, of a version and with settings put over what is on and known. */
export function desktopFacts(over: Partial<Facts> = {}, settings: Settings = {}, version = '4.80.0'): Facts {
  const { host, engine, ...rest } = reportFixture().facts;
  const on = known(true, 'settings');
  const desktop = host.desktop && { ...host.desktop, hostNetworkingEnabled: on, extensionsEnabled: on };
  const told = { ...(engine as ReachableEngine), desktop: { version, build: '1' } };
  return {
    ...rest,
    engine: told,
    host: { ...host, desktop: desktop && { ...desktop, ...settings } },
    ...over,
  };
}

/** Test helper: returns the facts of a plain Docker Engine on Linux, whose engine has `engine` put over it. */
export function plainFacts(over: Partial<Facts> = {}, engine: Partial<ReachableEngine> = {}): Facts {
  const { host, engine: desktop } = reportFixture().facts;
  const plain = { version: '27.1.0', operatingSystem: 'Debian GNU/Linux 12 (bookworm)', desktop: null };
  return {
    host: { ...host, platform: 'linux', arch: 'x64', desktop: null },
    engine: { ...(desktop as ReachableEngine), ...plain, ...engine },
    hostMode: { interfaces: [], sameAsHost: known(true, 'interfaces compared') },
    probeFailure: null,
    ...over,
  };
}

/** Test helper: returns the facts of a computer where no engine answered. */
export function engineGone(facts: Facts = plainFacts()): Facts {
  const engine = engineFailureFrom('unix:///var/run/docker.sock', 'ECONNREFUSED');
  return { ...facts, engine, hostMode: null };
}

/** Test helper: returns facts, lanes and all else of a healthy plain engine, with what is given put over it. */
export function input(over: Partial<Evidence> = {}): Evidence {
  const rest = { boundary: [], containers: [], listeners: [], ports: null, earlier: [] };
  return { facts: plainFacts(), lanes: promised(), ...rest, ...over };
}

/** Test helper: what decides the fate of a lane in `promised`. */
export interface Way {
  readonly direction: Direction;
  readonly transport: 'tcp' | 'udp';
  readonly family: 'ipv4' | 'ipv6';
  /** The address listened on: the wildcard or loopback of the family. */
  readonly listen: string;
}

const ENDS = {
  'host-to-container': { from: 'host', to: 'host-mode' },
  'container-to-host': { from: 'host-mode', to: 'host' },
} as const;

/**
 * Test helper: returns sixteen lanes that count, two for each of the eight cells (wildcard and loopback listener), all
 * reachable but for what `fate` puts over each; `null` leaves the lane out.
 */
export function promised(fate: (way: Way) => Partial<Lane> | null = () => ({})): Lane[] {
  return (['host-to-container', 'container-to-host'] as const).flatMap((direction) =>
    (['tcp', 'udp'] as const).flatMap((transport) =>
      (['ipv4', 'ipv6'] as const).flatMap((family) =>
        (family === 'ipv4' ? ['0.0.0.0', '127.0.0.1'] : ['::', '::1']).flatMap((listen) => {
          const over = fate({ direction, transport, family, listen });
          if (over === null) return [];
          const address = family === 'ipv4' ? '127.0.0.1' : '::1';
          return [laneFixture({ ...ENDS[direction], transport, address, listen, ...over })];
        }),
      ),
    ),
  );
}

/** Test helper: the fate of a lane that nobody answered, in the way of its transport. */
export function dead(way: Pick<Way, 'transport'>): Partial<Lane> {
  return { outcome: way.transport === 'tcp' ? 'refused' : 'timed-out' };
}

/** Test helper: the fate of a lane that the instrument could not measure. */
export function unmeasured(missing: NonNullable<Lane['missing']> = 'instrument'): Partial<Lane> {
  return { outcome: 'not-measured', missing, reason: 'the probe went away' };
}

/** Test helper: returns the codes about lanes (02xx) that a whole judgement yields. */
export function codes(over: Partial<Evidence>): string[] {
  return lanesTold(judge(input(over)).findings).map((finding) => finding.code);
}

/** Test helper: returns the findings about lanes (02xx). */
export function lanesTold(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.code.startsWith('HN02'));
}

/** Test helper: returns every word of a finding that people read, its page's address left out. */
export function wordsOf(finding: Finding | undefined): string {
  if (!finding) return '';
  const { title, detail, evidence, remedy } = finding;
  return [title, detail, ...evidence, remedy?.text ?? '', remedy?.command ?? ''].join('\n');
}
