import * as z from 'zod';
import { Carried, Outcome, Transport } from '../words/enums.ts';

const Endpoint = z.object({ address: z.string(), port: z.number().int().min(0).max(65535) });
export type Endpoint = z.infer<typeof Endpoint>;

/** ms since the session started, by a monotonic clock. */
const at = z.number().min(0);

/** First line of a session: what is really bound. A listener that could not be opened has `error` and port 0. */
export const ReadyEvent = z.object({
  event: z.literal('ready'),
  v: z.number().int(),
  vantage: z.string(),
  pid: z.number().int(),
  at,
  listeners: z.array(
    z.object({
      id: z.string(),
      transport: Transport,
      address: z.string(),
      port: z.number().int().min(0).max(65535),
      /** errno name (`EADDRINUSE`, `EADDRNOTAVAIL`, `EACCES`, …) when the bind failed. */
      error: z.object({ errno: z.string(), message: z.string() }).optional(),
    }),
  ),
});

/** The second witness: one authentic request arrived at a listener. Requests without a valid signature are never reported. */
export const ReceivedEvent = z.object({
  event: z.literal('received'),
  listener: z.string(),
  transport: Transport,
  /** 16 random bytes of the request, as hex. */
  nonce: z.string(),
  /** Source address as this listener saw it. */
  from: Endpoint,
  at,
});

/** Outcomes a dialler can tell by itself. `request-lost` and `reply-lost` need the listener's witness and are told apart later. */
export const DialOutcome = Outcome.exclude(['request-lost', 'reply-lost', 'not-measured']);
export type DialOutcome = z.infer<typeof DialOutcome>;

export const DialPhase = z.enum(['resolve', 'bind', 'connect', 'echo', 'close']);
export type DialPhase = z.infer<typeof DialPhase>;

/** One address of one lane was dialled to the end. */
export const DialedEvent = z.object({
  event: z.literal('dialed'),
  lane: z.string(),
  transport: Transport,
  /** The literal address dialled; null when the name did not resolve. */
  address: z.string().nullable(),
  port: z.number().int(),
  /** How many addresses the name resolved to, so that a reader knows when a lane is complete; 1 for a literal or a name that did not resolve. */
  of: z.number().int().min(1),
  outcome: DialOutcome,
  /** Where it ended: the phase that failed, or the last one reached. `reachable` in `connect` is an open port, no proof. */
  phase: DialPhase,
  /** errno name as the system gave it, null when there was none. */
  errno: z.string().nullable(),
  /** Local end of the last socket, null when none was bound. */
  local: Endpoint.nullable(),
  /** Nonces sent, in order: one a TCP try, up to three a UDP try; none of a dial that ends at `connect`. */
  nonces: z.array(z.string()),
  /** Requests sent and authentic replies seen, over all tries. */
  sent: z.number().int().min(0),
  answered: z.number().int().min(0),
  /** The same of the try that decided alone, so that loss is counted without the tries that were refused. */
  lastSent: z.number().int().min(0),
  lastAnswered: z.number().int().min(0),
  /** Dial tries, 1 unless re-dialled. */
  tries: z.number().int().min(1),
  /** ms of the try that decided, from its first packet to its outcome. */
  elapsedMs: z.number().min(0),
  /** ms from the session's start to the first success; null without one. */
  firstSuccessMs: z.number().min(0).nullable(),
  at,
});

const Interface = z.object({
  name: z.string(),
  mac: z.string(),
  addresses: z.array(z.object({ address: z.string(), prefix: z.number().int(), internal: z.boolean() })),
});
export type Interface = z.infer<typeof Interface>;

const Socket = z.object({
  transport: Transport,
  address: z.string(),
  port: z.number().int(),
  /** Owner's uid as the kernel tells it. */
  uid: z.number().int(),
});
export type ListeningSocket = z.infer<typeof Socket>;

/**
 * One listening socket with all that could be told of it. null is "could not be told", never "none".
 * `family`: a socket on `::` is `dual` or `ipv6` by IPV6_V6ONLY, which /proc/net/tcp6 does not show and sock_diag does
 * (`INET_DIAG_SKV6ONLY`, as `ss -e` prints it); `unknown` where that was not to be had.
 */
const Listening = z.object({
  transport: Transport,
  address: z.string(),
  port: z.number().int(),
  family: z.enum(['ipv4', 'ipv6', 'dual', 'unknown']),
  uid: z.number().int().nullable(),
  pid: z.number().int().nullable(),
  /** Name of the process, as the system shows it (`comm` on Linux). */
  process: z.string().nullable(),
  /** Full id of the container whose control group the process is in; null for a process of no container, or when `pid` is null. */
  container: z.string().nullable(),
  /**
   * Connections that the kernel has accepted and the program has not yet taken: the receive queue of a TCP socket in LISTEN
   * (`idiag_rqueue` of sock_diag(7), `Recv-Q` of ss(8)). null for UDP and elsewhere than on Linux.
   */
  queued: z.number().int().min(0).nullable().optional(),
});
export type ListeningEntry = z.infer<typeof Listening>;

/** Listening sockets of the session's network namespace. Long lists come in several lines of the same kind: `part` of `parts`, from 1. */
export const ListenersFacts = z.object({
  event: z.literal('facts'),
  kind: z.literal('listeners'),
  listeners: z.array(Listening),
  part: z.number().int().min(1),
  parts: z.number().int().min(1),
  /** How far owners are known: of `all` sockets, of `some`, of `none`. */
  owners: z.enum(['all', 'some', 'none']),
  /** Why not of all, why families are `unknown`, or why the list itself is of some sockets; null when nothing is missing. */
  reason: z.string().nullable(),
  /** `net.ipv4.ip_unprivileged_port_start` of this namespace (kernel ip-sysctl); null elsewhere than on Linux. */
  unprivilegedPortStart: z.number().int().nullable(),
  at,
});
export type ListenersFacts = z.infer<typeof ListenersFacts>;

/** A part of a sweep: what each port of `from`–`to` did. Every port of the range is in exactly one line, and in one list or count of it. */
export const SweptEvent = z.object({
  event: z.literal('swept'),
  id: z.string(),
  transport: Transport,
  address: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  /** TCP: the handshake was done. UDP: somebody answered a datagram. */
  open: z.array(z.number().int()),
  /** Refused, or answered with ICMP port unreachable. */
  closed: z.number().int(),
  /** No answer within `waitMs`: a firewall, or a UDP program that does not answer strangers. */
  silent: z.array(z.number().int()),
  /** Ports that could not be tried, with the errno of the first. */
  failed: z.number().int(),
  errno: z.string().nullable(),
  /** true in the last line of this sweep. */
  last: z.boolean(),
  at,
});
export type SweptEvent = z.infer<typeof SweptEvent>;

/** One inspection's result. `status` answers "is it carried"; `reason` says why not or why not measured. */
export const FactsEvent = z.discriminatedUnion('kind', [
  z.object({ event: z.literal('facts'), kind: z.literal('interfaces'), interfaces: z.array(Interface), at }),
  z.object({ event: z.literal('facts'), kind: z.literal('sockets'), sockets: z.array(Socket), at }),
  z.object({
    event: z.literal('facts'),
    kind: z.literal('resolve'),
    name: z.string(),
    addresses: z.array(z.string()),
    errno: z.string().nullable(),
    at,
  }),
  z.object({
    event: z.literal('facts'),
    kind: z.enum(['icmp', 'bind']),
    /** The icmp target or the address to bind. */
    target: z.string(),
    raw: z.boolean().optional(),
    status: Carried,
    reason: z.string().nullable(),
    errno: z.string().nullable(),
    elapsedMs: z.number().min(0),
    at,
  }),
  ListenersFacts,
  z.object({
    event: z.literal('facts'),
    kind: z.literal('arrivals'),
    port: z.number().int(),
    /**
     * Both ends of the first new connection that was seen; null when none came within `forMs`. A listener on `::` that also
     * takes IPv4 has its ends v4-mapped (`::ffff:127.0.0.1`).
     */
    seen: z.object({ local: Endpoint, remote: Endpoint }).nullable(),
    at,
  }),
  z.object({
    event: z.literal('facts'),
    kind: z.literal('discover'),
    protocol: z.enum(['mdns', 'ssdp']),
    /** Addresses that answered, without duplicates and without this namespace's own. */
    answered: z.array(z.string()),
    at,
  }),
  /** An inspection that could not run at all: never a silent hole. */
  z.object({
    event: z.literal('facts'),
    kind: z.literal('failed'),
    inspection: z.string(),
    reason: z.string(),
    at,
  }),
]);
export type FactsEvent = z.infer<typeof FactsEvent>;

/** Last line of a session. */
export const DoneEvent = z.object({
  event: z.literal('done'),
  /** `finished`: all asked for is done; `lifetime`, `signal`, `output-closed`: ended early by that. */
  reason: z.enum(['finished', 'lifetime', 'signal', 'output-closed']),
  at,
});

/** Any line of a session. */
export const ProbeEvent = z.discriminatedUnion('event', [
  ReadyEvent,
  ReceivedEvent,
  DialedEvent,
  FactsEvent,
  SweptEvent,
  DoneEvent,
]);
export type ProbeEvent = z.infer<typeof ProbeEvent>;
export type ReadyEvent = z.infer<typeof ReadyEvent>;
export type ReceivedEvent = z.infer<typeof ReceivedEvent>;
export type DialedEvent = z.infer<typeof DialedEvent>;
export type DoneEvent = z.infer<typeof DoneEvent>;
