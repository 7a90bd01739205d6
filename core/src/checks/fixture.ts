import type { EngineFacts, Facts } from '../facts/facts.ts';
import { known } from '../facts/known.ts';
import type { Direction } from '../judge/cells.ts';
import { judge } from '../judge/judge.ts';
import type { Lane } from '../lanes/lane.ts';
import { laneFixture, reportFixture } from '../render/fixture.ts';
import type { Finding } from '../report/schema.ts';
import type { CheckInput } from './check.ts';

type ReachableEngine = Extract<EngineFacts, { reachable: true }>;

/** Test helper: returns the facts of a healthy Docker Desktop on a Mac, with what is given put over them. */
export function desktopFacts(over: Partial<Facts> = {}): Facts {
  return { ...reportFixture().facts, ...over };
}

/** Test helper: returns the facts of a plain Docker Engine on Linux, whose engine has `engine` put over it. */
export function plainFacts(over: Partial<Facts> = {}, engine: Partial<ReachableEngine> = {}): Facts {
  const facts = reportFixture().facts;
  return {
    host: { ...facts.host, platform: 'linux', arch: 'x64', desktop: null },
    engine: {
      reachable: true,
      kind: 'docker',
      endpoint: 'unix:///var/run/docker.sock',
      version: '27.1.0',
      apiVersion: '1.46',
      os: 'linux',
      arch: 'amd64',
      kernel: '6.1.0',
      operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
      platform: 'Docker Engine - Community',
      desktop: null,
      rootless: false,
      usernsRemap: false,
      cgroupVersion: '2',
      ...engine,
    },
    hostMode: { interfaces: [], sameAsHost: known(true, 'interfaces compared') },
    probeFailure: null,
    ...over,
  };
}

/** Test helper: returns the facts of a computer where no engine answered. */
export function engineGone(): Facts {
  return plainFacts({
    engine: {
      reachable: false,
      endpoint: 'unix:///var/run/docker.sock',
      failure: 'refused',
      message: 'No Docker Engine answers at unix:///var/run/docker.sock.',
      fix: 'Start Docker and run this again.',
    },
    hostMode: null,
  });
}

/** Test helper: returns facts, lanes and all else of a healthy Docker Desktop, with what is given put over it. */
export function input(over: Partial<CheckInput> = {}): CheckInput {
  return {
    facts: desktopFacts(),
    lanes: promised(),
    boundary: [],
    containers: [],
    listeners: [],
    ...over,
  };
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
          const { from, to } = ENDS[direction];
          const id = `${from}>${to}/${transport}/${address}@${listen}`;
          const base = { ...ENDS[direction], id, transport, address, family, resolved: address, listen };
          return [withOutcome(laneFixture({ ...base, ...over }))];
        }),
      ),
    ),
  );
}

/** Test helper: returns a promised lane of its own, its evidence made to fit its outcome. */
export function lane(over: Partial<Lane>): Lane {
  return withOutcome(laneFixture(over));
}

/** Test helper: the fate of a lane that nobody answered, in the way of its transport. */
export function dead(way: Pick<Way, 'transport'>): Partial<Lane> {
  return { outcome: way.transport === 'tcp' ? 'refused' : 'timed-out' };
}

/** Test helper: the fate of a lane that the instrument could not measure. */
export function unmeasured(missing: NonNullable<Lane['missing']> = 'instrument'): Partial<Lane> {
  return { outcome: 'not-measured', missing, reason: 'the probe went away' };
}

/** Test helper: returns the codes that a whole judgement yields. */
export function codes(over: Partial<CheckInput>): string[] {
  return judge(input(over)).findings.map((finding) => finding.code);
}

/** Test helper: returns every word of a finding that people read, its page's address left out. */
export function wordsOf(finding: Finding | undefined): string {
  if (!finding) return '';
  const { title, detail, evidence, remedy } = finding;
  return [title, detail, ...evidence, remedy?.text ?? '', remedy?.command ?? ''].join('\n');
}

function withOutcome(full: Lane): Lane {
  if (full.outcome === 'reachable') return full;
  if (full.outcome === 'not-measured') return { ...full, evidence: { dialler: null, listener: null } };
  const { dialler, listener } = full.evidence;
  const received = full.outcome === 'reply-lost' ? 1 : 0;
  const errno = full.outcome === 'refused' ? 'ECONNREFUSED' : null;
  return {
    ...full,
    evidence: {
      dialler: dialler && { ...dialler, answered: 0, errno, firstSuccessMs: null },
      listener: listener && { ...listener, received, from: received > 0 ? listener.from : [] },
    },
  };
}
