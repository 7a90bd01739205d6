import type { Facts } from '../model/facts.ts';
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
import { desktopFacts } from './evidence-fixtures.ts';

type Kind = ProbeKind | 'host';
type Publish = NonNullable<ProbeRequest['publish']>;

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
