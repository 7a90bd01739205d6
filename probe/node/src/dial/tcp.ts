import { connect, type Socket } from 'node:net';
import { DIAL_BUDGET, WIRE } from '@hostnet/core/protocol/probe';
import { onAbort } from '../abort.ts';
import type { Echo } from '../echo.ts';
import { errnoOf } from '../errno.ts';
import { Trace, type Attempt, type Target } from './attempt.ts';

/**
 * Dials once: connect, echo, orderly close, each with its own deadline. An accept alone is never `reachable`, unless the
 * handshake is all that was asked for.
 */
export function tryTcp(target: Target, echo: Echo, signal: AbortSignal): Promise<Attempt> {
  return new Promise((resolve) => {
    const trace = new Trace('tcp');
    let data: Buffer = Buffer.alloc(0);
    let expected: Buffer = Buffer.alloc(0);
    let settled = false;
    let timer: NodeJS.Timeout | undefined;
    let off = (): void => undefined;

    const settle = (attempt: Attempt): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      off();
      socket.destroy();
      resolve(attempt);
    };
    const deadline = (ms: number, attempt: () => Attempt): void => {
      clearTimeout(timer);
      timer = setTimeout(() => settle(attempt()), ms);
    };
    /** What came instead of an answer: bytes that are no beginning of it are somebody else's. */
    const orWrong = (outcome: Attempt['outcome'], errno: string | null): Attempt =>
      expected.subarray(0, data.length).equals(data)
        ? trace.end(outcome, errno)
        : trace.end('wrong-listener', errno);

    const connected = (): void => {
      const { localAddress: address, localPort: port } = socket;
      if (address !== undefined && port !== undefined) trace.local = { address, port };
      // Simultaneous open (RFC 9293 §3.5): a dial to a free ephemeral port can meet itself. Nobody listens there.
      if (port === socket.remotePort && address === socket.remoteAddress) {
        settle(trace.end('refused', 'ECONNREFUSED'));
        return;
      }
      if (target.spec.until === 'connect') {
        const { holdMs = 0 } = target.spec;
        if (holdMs === 0) settle(trace.end('reachable'));
        else deadline(holdMs, () => trace.end('reachable'));
        return;
      }
      trace.phase = 'echo';
      const nonce = echo.nonce();
      expected = echo.reply(nonce);
      trace.nonces.push(nonce);
      deadline(DIAL_BUDGET.tcpEchoMs, () => orWrong('timed-out', null));
      socket.write(echo.request(nonce));
    };
    const answered = (): void => {
      if (echo.openReply(data.subarray(0, WIRE.messageBytes)) !== trace.nonces[0]) {
        settle(trace.end('wrong-listener'));
        return;
      }
      trace.prove();
      trace.phase = 'close';
      deadline(DIAL_BUDGET.tcpCloseMs, () => trace.end('reachable', 'ETIMEDOUT'));
      socket.end();
    };

    const socket: Socket = connect({
      host: target.address,
      port: target.spec.port,
      family: target.family,
      noDelay: true,
      allowHalfOpen: true,
    });
    socket.on('connect', connected);
    socket.on('data', (chunk) => {
      // Of a connection that is only held, and while the peer's end is awaited, what comes is dropped.
      if (trace.phase !== 'echo') return;
      data = Buffer.concat([data, chunk]);
      if (data.length >= WIRE.messageBytes) answered();
      else if (!expected.subarray(0, data.length).equals(data)) settle(trace.end('wrong-listener'));
    });
    socket.on('end', () => settle(trace.proved ? trace.end('reachable') : orWrong('closed', null)));
    socket.on('error', (error) => {
      const attempt = trace.fail(errnoOf(error));
      settle(attempt.outcome === 'reset' ? orWrong('reset', attempt.errno) : attempt);
    });
    off = onAbort(signal, () => settle(trace.end('aborted')));
    if (!signal.aborted) deadline(DIAL_BUDGET.tcpConnectMs, () => trace.end('timed-out'));
  });
}
