import { engineFailureFrom } from '../facts/engine-failure.ts';
import type { DesktopSettings, EngineFacts, Facts } from '../model/facts.ts';
import { known } from '../model/known.ts';
import type { Direction } from '../judge/cells.ts';
import { judge } from '../judge/judge.ts';
import type { Lane } from '../model/lane.ts';
import { laneFixture, reportFixture } from './report.ts';
import type { Finding } from '../model/finding.ts';
import {
  ProbeFailure,
  type Ports,
  type ProbeKind,
  type ProbeRequest,
  type ProbeSession,
} from '../model/outside.ts';
import type { DialSpec, ProbeEvent, SessionSpec } from '../protocol/index.ts';
import { channel, type Channel } from '../run/channel.ts';
import { pause } from '../run/deadline.ts';
import type { Evidence } from '../model/evidence.ts';

type Settings = Partial<DesktopSettings>;
type Kind = ProbeKind | 'host';
type Publish = NonNullable<ProbeRequest['publish']>;
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
export function engineGone(): Facts {
  const engine = engineFailureFrom('unix:///var/run/docker.sock', 'ECONNREFUSED');
  return plainFacts({ engine, hostMode: null });
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

/** Test helper: one session of a FakeWorld. */
export interface FakeSession {
  readonly kind: Kind;
  readonly spec: SessionSpec;
  readonly events: Channel<ProbeEvent>;
  /** Aborted once the session has ended. */
  readonly over: AbortController;
  end(error?: ProbeFailure): void;
}

/** Test helper: a world behind fake ports. Listeners are rows of a table, a dial finds its listener by port, and `fate` may spoil it. */
export class FakeWorld {
  facts: Facts = desktopFacts();
  fate: (dial: DialSpec) => 'reachable' | 'refused' | 'timed-out' = () => 'reachable';
  /** How a container starts: throws, or returns the ids of listeners whose port is taken. */
  onStart: (session: FakeSession, nth: number) => readonly string[] = () => [];
  /** Ids of the host's listeners whose port is taken when it starts to listen for the nth time. */
  hostTaken: (nth: number) => readonly string[] = () => [];
  onReady: (session: FakeSession) => void = () => undefined;
  onPull: () => Promise<void> = () => Promise.resolve();
  readonly sessions: FakeSession[] = [];
  #port = 40_000;
  readonly #bound = new Map<string, { session: FakeSession; id: string }>();

  /** The ports of this world; a terminal's, without a service. */
  ports(): Ports {
    const { engine, host } = this.facts;
    const runProbe = (request: ProbeRequest, signal: AbortSignal) =>
      this.#run(request.kind, request.spec, signal, request.publish);
    const containers = () => Promise.resolve([]);
    return {
      engine: {
        facts: () => Promise.resolve(engine),
        containers,
        logs: () => Promise.resolve(''),
        restart: () => Promise.resolve(),
        bringImage: () => this.onPull(),
        runProbe,
      },
      host: { facts: () => Promise.resolve(host), runProbe: (spec, s) => this.#run('host', spec, s) },
      service: null,
    };
  }

  #run(kind: Kind, spec: SessionSpec, signal: AbortSignal, publish: Publish = []): ProbeSession {
    const events = channel<ProbeEvent>();
    const over = new AbortController();
    const end = (error?: ProbeFailure) => {
      over.abort();
      events.close(error);
    };
    const session: FakeSession = { kind, spec, events, over, end };
    const nth = this.sessions.filter((other) => other.kind === kind).length;
    this.sessions.push(session);
    const cancel = () => end(new ProbeFailure('cancelled', 'The probe was cancelled.'));
    signal.addEventListener('abort', cancel);
    if (signal.aborted) cancel();
    else setImmediate(() => this.#begin(session, nth, publish));
    return { events, stop: () => Promise.resolve().then(() => end()) };
  }

  #begin(session: FakeSession, nth: number, publish: Publish): void {
    let taken: readonly string[] = [];
    try {
      taken = session.kind === 'host' ? this.hostTaken(nth) : this.onStart(session, nth);
    } catch (error) {
      session.end(error as ProbeFailure);
      return;
    }
    const { spec, events } = session;
    const listeners = spec.listen.map(({ id, transport, address, port }) => {
      const error = { errno: 'EADDRINUSE', message: 'the port is taken' };
      if (taken.includes(id)) return { id, transport, address, port: 0, error };
      const own = port === 0 ? (this.#port += 1) : port;
      const outside = publish.find((p) => p.transport === transport && p.port === own)?.hostPort;
      this.#bound.set(`${transport} ${outside ?? own}`, { session, id });
      return { id, transport, address, port: own };
    });
    events.push({ event: 'ready', v: 1, vantage: spec.vantage, pid: 1, at: 0, listeners });
    this.onReady(session);
    for (const { kind } of spec.inspect)
      events.push({ event: 'facts', kind: 'failed', inspection: kind, reason: 'a world without it', at: 1 });
    void Promise.all(spec.dial.map((dial) => this.#dial(session, dial))).then(() => {
      if (!spec.stay) session.end();
    });
  }

  async #dial(from: FakeSession, dial: DialSpec): Promise<void> {
    const { lane, transport, port } = dial;
    const fate = this.fate(dial);
    if (fate === 'timed-out') await pause(1000, from.over.signal);
    const far = this.#bound.get(`${transport} ${port}`);
    const addresses = NAMES[dial.address] ?? [dial.address];
    for (const address of addresses) {
      const answers = fate === 'reachable' && far !== undefined && !far.session.over.signal.aborted;
      const outcome = fate === 'reachable' && !answers ? 'refused' : fate;
      const nonces = outcome === 'timed-out' && transport === 'tcp' ? [] : [`${lane} ${address} ${port}`];
      const seen = { transport, nonce: nonces[0] ?? '', from: { address, port: 1 }, at: 1 };
      if (answers) far.session.events.push({ event: 'received', listener: far.id, ...seen });
      from.events.push({
        event: 'dialed',
        lane,
        transport,
        address,
        port,
        of: addresses.length,
        outcome,
        nonces,
        phase: nonces.length === 0 ? 'connect' : 'echo',
        errno: null,
        local: null,
        tries: 1,
        at: 2,
        sent: nonces.length,
        answered: answers ? 1 : 0,
        lastSent: 1,
        lastAnswered: answers ? 1 : 0,
        elapsedMs: 1,
        firstSuccessMs: answers ? 1 : null,
      });
    }
  }
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  localhost: ['::1', '127.0.0.1'],
  'host.docker.internal': ['192.0.2.254'],
};
