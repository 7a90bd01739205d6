import { createSocket, type Socket } from 'node:dgram';
import { DIAL_BUDGET } from '@hostnet/core/protocol/probe';
import { onAbort } from '../abort.ts';
import type { Echo } from '../echo.ts';
import { errnoOf } from '../errno.ts';
import { Trace, type Attempt, type Target } from './attempt.ts';

/**
 * Dials once: a request at each of `udpSendAtMs`, within `udpTotalMs` (`spreadTotalMs`). Ends with the first answer when one request
 * was sent, else stays `udpLinger` to count what is still under way. An ICMP refusal is an answer and ends it.
 */
export function tryUdp(target: Target, echo: Echo, signal: AbortSignal): Promise<Attempt> {
  return new Promise((resolve) => {
    const { spec, address, family } = target;
    const trace = new Trace('udp');
    const open = new Set<string>();
    const timers: NodeJS.Timeout[] = [];
    let stranger = false;
    let settled = false;
    let off = (): void => undefined;

    const settle = (attempt: Attempt): void => {
      if (settled) return;
      settled = true;
      timers.forEach(clearTimeout);
      off();
      socket.close();
      resolve(attempt);
    };
    const after = (ms: number, run: () => void): void => void timers.push(setTimeout(run, ms));
    const failed = (error: unknown): void => {
      // While late replies are counted, an ICMP message takes nothing back.
      if (!trace.proved) settle(trace.fail(errnoOf(error)));
    };

    const send = (): void => {
      if (settled || trace.proved) return;
      const nonce = echo.nonce();
      trace.nonces.push(nonce);
      open.add(nonce);
      const sent = (error: Error | null): void => {
        if (!error) return;
        trace.nonces.splice(trace.nonces.indexOf(nonce), 1);
        failed(error);
      };
      if (spec.spread) socket.send(echo.request(nonce), spec.port, address, sent);
      else socket.send(echo.request(nonce), sent);
    };
    const start = (): void => {
      if (settled) return;
      trace.local = { address: socket.address().address, port: socket.address().port };
      trace.phase = 'echo';
      for (const ms of DIAL_BUDGET.udpSendAtMs.slice(1)) after(ms, send);
      after(spec.spread ? DIAL_BUDGET.spreadTotalMs : DIAL_BUDGET.udpTotalMs, () =>
        settle(trace.end(trace.proved ? 'reachable' : stranger ? 'wrong-listener' : 'timed-out')),
      );
      send();
    };

    const connected = (): void => {
      const [own, peer] = [socket.address(), socket.remoteAddress()];
      // A dial to a free port can be given that very port as its own end. Nobody else can listen there then.
      if (own.port === peer.port && own.address === peer.address)
        settle(trace.end('refused', 'ECONNREFUSED'));
      else start();
    };

    const socket: Socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4' });
    socket.on('message', (data) => {
      const nonce = echo.openReply(data);
      // A reply counts once: a duplicate or an old one replayed proves nothing.
      if (nonce === null || !open.delete(nonce)) {
        stranger ||= nonce === null || !trace.nonces.includes(nonce);
        return;
      }
      const first = !trace.proved;
      trace.prove();
      if (open.size === 0) settle(trace.end('reachable'));
      else if (first) after(DIAL_BUDGET.udpLinger, () => settle(trace.end('reachable')));
    });
    socket.on('error', failed);
    off = onAbort(signal, () => settle(trace.end('aborted')));
    if (signal.aborted) return;
    try {
      if (spec.spread) {
        trace.phase = 'bind';
        socket.bind({ port: 0, exclusive: true }, () => {
          try {
            stayNear(socket, target);
          } catch (error) {
            failed(error);
          }
          start();
        });
      } else {
        // Connected, so that the system hands ICMP errors to this socket (RFC 1122 §4.1.3.3, udp(7)).
        // No callback: it would hear failures too, which belong to 'error'.
        socket.once('connect', connected).connect(spec.port, address);
      }
    } catch (error) {
      failed(error);
    }
  });
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
