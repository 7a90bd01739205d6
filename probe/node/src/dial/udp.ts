import { createSocket, type Socket } from 'node:dgram';
import { DIAL_BUDGET } from '@hostnet/core/protocol/probe';
import { onAbort } from '../abort.ts';
import { errnoOf } from '../errno.ts';
import { Trace, type Attempt, type Target, type TryContext } from './attempt.ts';

/**
 * Dials once: a request at each of `udpSendAtMs`, within `udpTotalMs` (`spreadTotalMs`). Ends with the first answer when one request
 * was sent, else stays `udpLinger` to count what is still under way. An ICMP refusal is an answer and ends it.
 */
export function tryUdp(target: Target, context: TryContext): Promise<Attempt> {
  return new Promise((resolve) => new UdpTry(target, context, resolve).start());
}

class UdpTry {
  readonly #trace = new Trace('udp');
  /** Nonces that were sent and not answered yet. */
  readonly #open = new Set<string>();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #socket: Socket;
  #stranger = false;
  #settled = false;
  #off = (): void => undefined;

  constructor(
    readonly target: Target,
    readonly context: TryContext,
    readonly resolve: (attempt: Attempt) => void,
  ) {
    this.#socket = createSocket({ type: target.family === 6 ? 'udp6' : 'udp4' });
  }

  start(): void {
    this.#socket.on('message', (data) => this.#heard(data));
    this.#socket.on('error', (error) => this.#failed(error));
    this.#off = onAbort(this.context.signal, () => this.#settle(this.#trace.end('aborted')));
    if (this.#settled) return;
    try {
      this.#openSocket();
    } catch (error) {
      this.#failed(error);
    }
  }

  #openSocket(): void {
    const { spec, address } = this.target;
    if (spec.spread) {
      this.#trace.phase = 'bind';
      this.#socket.bind({ port: 0, exclusive: true }, () => this.#bound());
    } else {
      // Connected, so that the system hands ICMP errors to this socket (RFC 1122 §4.1.3.3, udp(7)).
      // No callback: it would hear failures too, which belong to 'error'.
      this.#socket.once('connect', () => this.#connected()).connect(spec.port, address);
    }
  }

  #bound(): void {
    try {
      stayNear(this.#socket, this.target);
    } catch (error) {
      this.#failed(error);
    }
    this.#sendAll();
  }

  #connected(): void {
    const [own, peer] = [this.#socket.address(), this.#socket.remoteAddress()];
    // A dial to a free port can be given that very port as its own end. Nobody else can listen there then.
    if (own.port === peer.port && own.address === peer.address)
      this.#settle(this.#trace.end('refused', 'ECONNREFUSED'));
    else this.#sendAll();
  }

  #sendAll(): void {
    if (this.#settled) return;
    const { address, port } = this.#socket.address();
    this.#trace.local = { address, port };
    this.#trace.phase = 'echo';
    for (const ms of DIAL_BUDGET.udpSendAtMs.slice(1)) this.#after(ms, () => this.#send());
    const { spread } = this.target.spec;
    this.#after(spread ? DIAL_BUDGET.spreadTotalMs : DIAL_BUDGET.udpTotalMs, () => this.#timeOver());
    this.#send();
  }

  #send(): void {
    if (this.#settled || this.#trace.proved) return;
    const { spec, address } = this.target;
    const { nonces } = this.#trace;
    const nonce = this.context.echo.nonce();
    nonces.push(nonce);
    this.#open.add(nonce);
    const sent = (error: Error | null): void => {
      if (!error) return;
      nonces.splice(nonces.indexOf(nonce), 1);
      this.#failed(error);
    };
    const request = this.context.echo.request(nonce);
    if (spec.spread) this.#socket.send(request, spec.port, address, sent);
    else this.#socket.send(request, sent);
  }

  #heard(data: Buffer): void {
    const nonce = this.context.echo.openReply(data);
    // A reply counts once: a duplicate or an old one replayed proves nothing.
    if (nonce === null || !this.#open.delete(nonce)) {
      this.#stranger ||= nonce === null || !this.#trace.nonces.includes(nonce);
      return;
    }
    const first = !this.#trace.proved;
    this.#trace.prove();
    if (this.#open.size === 0) this.#settle(this.#trace.end('reachable'));
    else if (first) this.#after(DIAL_BUDGET.udpLinger, () => this.#settle(this.#trace.end('reachable')));
  }

  #timeOver(): void {
    const nobody = this.#stranger ? 'wrong-listener' : 'timed-out';
    this.#settle(this.#trace.end(this.#trace.proved ? 'reachable' : nobody));
  }

  #failed(error: unknown): void {
    // While late replies are counted, an ICMP message takes nothing back.
    if (!this.#trace.proved) this.#settle(this.#trace.fail(errnoOf(error)));
  }

  #after(ms: number, run: () => void): void {
    this.#timers.push(setTimeout(run, ms));
  }

  #settle(attempt: Attempt): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#timers.forEach(clearTimeout);
    this.#off();
    this.#socket.close();
    this.resolve(attempt);
  }
}

/** Multicast and broadcast stay on the link: TTL 1 (RFC 1112 §6.1). */
function stayNear(socket: Socket, target: Target): void {
  const { spec, family } = target;
  if (spec.spread === 'multicast') {
    socket.setMulticastTTL(1);
    if (spec.multicastInterface !== undefined) socket.setMulticastInterface(spec.multicastInterface);
  } else {
    socket.setTTL(1);
    if (family === 4) socket.setBroadcast(true);
  }
}
