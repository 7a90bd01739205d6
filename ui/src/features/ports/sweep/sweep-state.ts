import { PROTOCOL_VERSION } from '@hostnet/core';
import type { SessionSpec, SweptEvent, Transport } from '@hostnet/core';
import type { PortsReport } from '@hostnet/core/listening';
import { plural } from '../../../shared/controls/plural.ts';

/** A range of ports to try. */
export interface SweepAsk {
  readonly from: number;
  readonly to: number;
  readonly transport: Transport;
}

/** What a sweep has shown so far. */
export interface SweepState extends SweepAsk {
  readonly done: number;
  readonly total: number;
  readonly open: readonly number[];
  readonly silent: number;
  readonly closed: number;
  readonly failed: number;
  readonly errno: string | null;
}

/** Where it looks: what a client on this computer means by `localhost`. */
const SWEPT_ADDRESS = '127.0.0.1';
/** How long one port may stay silent, in ms: this computer answers its own at once. */
const WAIT_MS = 250;
/** Ports of one session: all of them silent at 256 at once must fit into a session's lifetime. */
const A_SESSION = 16_384;
const LIFETIME_MS = 120_000;

/** Returns the range in a text such as `1-1024` or `8080`, or one sentence on what is wrong with it. */
export function rangeFrom(
  text: string,
): { readonly from: number; readonly to: number } | { readonly problem: string } {
  const match = /^(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?$/.exec(text.trim());
  if (!match) return { problem: 'Write a range such as 1-1024, or one port.' };
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  if (from < 1 || to > 65_535) return { problem: 'Ports go from 1 to 65535.' };
  if (from > to) return { problem: `The range is the wrong way round: write ${to}-${from}.` };
  return { from, to };
}

/** Returns the state before the first line. */
export function sweepStart(ask: SweepAsk): SweepState {
  const total = ask.to - ask.from + 1;
  return { ...ask, done: 0, total, open: [], silent: 0, closed: 0, failed: 0, errno: null };
}

/** Returns the state after one more line. Pure. */
export function foldSwept(state: SweepState, event: SweptEvent): SweepState {
  return {
    ...state,
    done: state.done + event.to - event.from + 1,
    open: [...state.open, ...event.open].sort((a, b) => a - b),
    silent: state.silent + event.silent.length,
    closed: state.closed + event.closed,
    failed: state.failed + event.failed,
    errno: state.errno ?? event.errno,
  };
}

/** Returns the sessions of a sweep, one after the other; `secrets` gives each fresh randomness. */
export function sweepSpecs(ask: SweepAsk, secrets: () => { token: string; run: string }): SessionSpec[] {
  const specs: SessionSpec[] = [];
  for (let from = ask.from; from <= ask.to; from += A_SESSION) {
    const to = Math.min(ask.to, from + A_SESSION - 1);
    specs.push({
      v: PROTOCOL_VERSION,
      ...secrets(),
      vantage: 'host',
      lifetimeMs: LIFETIME_MS,
      stay: false,
      listen: [],
      dial: [],
      inspect: [],
      sweep: [{ id: 'sweep', transport: ask.transport, address: SWEPT_ADDRESS, from, to, waitMs: WAIT_MS }],
    });
  }
  return specs;
}

/** Returns what a finished sweep showed, in one sentence. */
export function sweepSentence(state: SweepState): string {
  const { open, total, silent, failed, errno, transport } = state;
  if (failed === total) return `No port could be tried${errno === null ? '' : `: ${errno}`}.`;
  const quiet =
    transport === 'udp'
      ? `${silent} did not answer, which proves nothing for UDP`
      : `${silent} did not answer: a firewall drops the packets`;
  const rest = [
    ...(silent > 0 ? [quiet] : []),
    ...(failed > 0 ? [`${failed} could not be tried${errno === null ? '' : ` (${errno})`}`] : []),
  ];
  const head = `${open.length === 0 ? 'None' : open.length} of ${plural(total, 'port')} ${open.length === 1 ? 'answers' : 'answer'} at ${SWEPT_ADDRESS} over ${transport.toUpperCase()}`;
  return `${[head, ...rest].join('; ')}.`;
}

/** Returns who holds a port, as the last look at the ports saw it; null when it is not known. */
export function holderOf(report: PortsReport | null, port: number, transport: Transport): string | null {
  if (!report) return null;
  const row = report.listeners?.find(
    (one) => one.port === port && one.transport === transport && one.container,
  );
  if (row?.container) return row.container.name;
  const { hostListeners } = report.ports;
  const held = hostListeners.known
    ? hostListeners.value.find((one) => one.port === port && one.transport === transport && one.process)
    : undefined;
  return held?.process ?? null;
}
