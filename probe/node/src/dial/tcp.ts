import { connect, type Socket } from 'node:net';
import { DIAL_BUDGET, WIRE } from '@hostnet/core/protocol/probe';
import { onAbort } from '../abort.ts';
import { errnoOf } from '../errno.ts';
import { Trace, type Attempt, type Target, type TryContext } from './attempt.ts';

/**
 * Dials once: connect, echo, orderly close, each with its own deadline. An accept alone is never `reachable`, unless the
 * handshake is all that was asked for.
 */
export function tryTcp(target: Target, context: TryContext): Promise<Attempt> {
  return new Promise((resolve) => new TcpTry(target, context, resolve).start());
}

class TcpTry {
  readonly #trace = new Trace('tcp');
  readonly #reply = new ExpectedReply();
  readonly #socket: Socket;
  #settled = false;
  #spoke = false;
  #timer: NodeJS.Timeout | undefined;
  #off = (): void => undefined;

  constructor(
    readonly target: Target,
    readonly context: TryContext,
    readonly resolve: (attempt: Attempt) => void,
  ) {
    this.#socket = connect({
      host: target.address,
      port: target.spec.port,
      family: target.family,
      noDelay: true,
      allowHalfOpen: true,
    });
  }

  start(): void {
    this.#socket.on('connect', () => this.#connected());
    this.#socket.on('data', (chunk) => this.#heard(chunk));
    this.#socket.on('end', () => this.#ended());
    this.#socket.on('error', (error) => this.#failed(errnoOf(error)));
    this.#off = onAbort(this.context.signal, () => this.#settle(this.#trace.end('aborted')));
    const connectMs = this.target.spec.patienceMs ?? DIAL_BUDGET.tcpConnectMs;
    if (!this.#settled) this.#deadline(connectMs, () => this.#trace.end('timed-out'));
  }

  #connected(): void {
    const { localAddress: address, localPort: port, remoteAddress, remotePort } = this.#socket;
    if (address !== undefined && port !== undefined) this.#trace.local = { address, port };
    // Simultaneous open (RFC 9293 §3.5): a dial to a free ephemeral port can meet itself. Nobody listens there.
    if (port === remotePort && address === remoteAddress)
      this.#settle(this.#trace.end('refused', 'ECONNREFUSED'));
    else if (this.target.spec.until === 'connect') this.#hold(this.target.spec.holdMs ?? 0);
    else this.#ask();
  }

  #hold(ms: number): void {
    if (ms === 0) this.#part(this.#trace.end('reachable'));
    else this.#deadline(ms, () => this.#trace.end('reachable'));
  }

  #ask(): void {
    const { echo } = this.context;
    const nonce = echo.nonce();
    this.#trace.phase = 'echo';
    this.#trace.nonces.push(nonce);
    this.#reply.expect(echo.reply(nonce));
    const left = (this.target.spec.patienceMs ?? 0) - this.#trace.sinceMs;
    this.#deadline(Math.max(DIAL_BUDGET.tcpEchoMs, left), () => this.#orWrong('timed-out', null));
    this.#socket.write(echo.request(nonce));
  }

  #heard(chunk: Buffer): void {
    this.#spoke = true;
    // Of a connection that is only held, and while the peer's end is awaited, what comes is dropped.
    if (this.#settled || this.#trace.phase !== 'echo') return;
    const { whole, wrong } = this.#reply.add(chunk);
    if (whole) this.#answered();
    else if (wrong) this.#part(this.#trace.end('wrong-listener'));
  }

  #answered(): void {
    if (this.context.echo.openReply(this.#reply.message) !== this.#trace.nonces[0]) {
      this.#part(this.#trace.end('wrong-listener'));
      return;
    }
    this.#trace.prove();
    this.#trace.phase = 'close';
    this.#deadline(DIAL_BUDGET.tcpCloseMs, () => this.#trace.end('reachable', 'ETIMEDOUT'));
    this.#socket.end();
  }

  #ended(): void {
    // A server that greets and hangs up has answered: nobody that accepts on behalf of another has anything to say.
    if (this.target.spec.until === 'connect' && this.#spoke) this.#part(this.#trace.end('reachable'));
    else this.#settle(this.#trace.proved ? this.#trace.end('reachable') : this.#orWrong('closed', null));
  }

  #failed(errno: string): void {
    const attempt = this.#trace.fail(errno);
    this.#settle(attempt.outcome === 'reset' ? this.#orWrong('reset', attempt.errno) : attempt);
  }

  /** What came instead of an answer: bytes that are no beginning of it are somebody else's. */
  #orWrong(outcome: Attempt['outcome'], errno: string | null): Attempt {
    return this.#reply.wrong ? this.#trace.end('wrong-listener', errno) : this.#trace.end(outcome, errno);
  }

  #deadline(ms: number, attempt: () => Attempt): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#part(attempt()), ms);
  }

  /** Settles while the peer is still there: it is left as a client leaves that has nothing more to say. */
  #part(attempt: Attempt): void {
    const open = !this.#settled && !this.#socket.connecting && this.#trace.phase !== 'close';
    this.#settle(attempt, open ? () => this.context.leaving.leave(this.#socket) : undefined);
  }

  #settle(attempt: Attempt, close: () => void = () => this.#socket.destroy()): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#off();
    close();
    this.resolve(attempt);
  }
}

/** What has come of the one reply that is right. */
class ExpectedReply {
  #expected: Buffer = Buffer.alloc(0);
  #data: Buffer = Buffer.alloc(0);

  /** Whether something came that is no beginning of it. */
  get wrong(): boolean {
    return !this.#expected.subarray(0, this.#data.length).equals(this.#data);
  }

  /** As many bytes as a reply has. */
  get message(): Buffer {
    return this.#data.subarray(0, WIRE.messageBytes);
  }

  expect(reply: Buffer): void {
    this.#expected = reply;
  }

  add(chunk: Buffer): { readonly whole: boolean; readonly wrong: boolean } {
    this.#data = Buffer.concat([this.#data, chunk]);
    return { whole: this.#data.length >= WIRE.messageBytes, wrong: this.wrong };
  }
}
