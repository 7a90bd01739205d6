import * as z from 'zod';
import { HOLD_REFUSED, SWEEP_REFUSED, UDP_CONNECT_REFUSED } from './spec-refusals.ts';
import { PROTOCOL_VERSION } from './version.ts';
import { Transport, Vantage } from '../words/enums.ts';

const Port = z.number().int().min(0).max(65535);
const Id = z.string().min(1).max(120);

/** One socket the session shall listen on. */
export const ListenSpec = z.strictObject({
  /** Name of this listener within the session, echoed in `ready` and `received`. */
  id: Id,
  transport: Transport,
  /** Address to bind, a literal (`0.0.0.0`, `127.0.0.1`, `::`, `::1`, a LAN address). */
  address: z.string().min(1).max(64),
  /** 0 takes a free port; `ready` tells which. */
  port: Port,
  /** For `::`: true binds IPv6 only, false (default) also accepts IPv4 as v4-mapped (IPV6_V6ONLY, RFC 3493 §5.3). */
  ipv6Only: z.boolean().optional(),
  /** UDP only: also join this multicast group, on `multicastInterface` when given. */
  multicastGroup: z.string().max(64).optional(),
  multicastInterface: z.string().max(64).optional(),
});
export type ListenSpec = z.infer<typeof ListenSpec>;

/** One lane the session shall dial. */
export const DialSpec = z
  .strictObject({
    /** Id of the planned lane; every `dialed` line carries it. */
    lane: Id,
    transport: Transport,
    /** A literal address or a name. A name is resolved here and every address it resolves to is dialled, one `dialed` line each. */
    address: z.string().min(1).max(255),
    port: z.number().int().min(1).max(65535),
    /** UDP only: the address is a multicast group or a broadcast address; the socket stays unconnected and TTL is 1. */
    spread: z.enum(['multicast', 'broadcast']).optional(),
    multicastInterface: z.string().max(64).optional(),
    /** Refused or closed lanes are dialled again for this long after the session's start, in ms: a forwarder opens its port some time after the program listens. */
    redialForMs: z.number().int().min(0).max(2000).optional(),
    /**
     * TCP only: how long connect and echo may take together, in ms, in place of the deadlines of their own. Long enough for a
     * SYN that is sent again, which happens after 1 s and 3 s (RFC 6298 §2).
     */
    patienceMs: z.number().int().min(1).max(4000).optional(),
    /**
     * How far the dial goes. `echo` (default): until an authentic reply. `connect`: the TCP handshake alone, closed at once,
     * nothing sent; it tells whether a stranger's port is open at all. Such a lane is never proven: a forwarder or anybody
     * else may have accepted.
     */
    until: z.enum(['echo', 'connect']).optional(),
    /**
     * With `connect` only: the open connection is kept for this long, in ms, so that the far side can be seen to have it, and
     * an end by the peer within it is told (`closed`, `reset`): a forwarder that accepts for nobody hangs up at once. A peer
     * that says something and then ends in order has answered (`reachable`).
     */
    holdMs: z.number().int().min(0).max(1000).optional(),
  })
  .refine((dial) => dial.until === 'connect' || dial.holdMs === undefined, {
    path: ['holdMs'],
    message: HOLD_REFUSED,
  })
  .refine((dial) => dial.until !== 'connect' || dial.transport === 'tcp', {
    path: ['until'],
    message: UDP_CONNECT_REFUSED,
  });
export type DialSpec = z.infer<typeof DialSpec>;

/** One look at the namespace the session runs in. Each yields exactly one `facts` line of the same kind. */
export const InspectSpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('interfaces') }),
  z.strictObject({ kind: z.literal('sockets') }),
  z.strictObject({ kind: z.literal('resolve'), name: z.string().min(1).max(255) }),
  /** One echo request by the image's `ping`; `raw` forces a raw socket (iputils `-e 0`). */
  z.strictObject({ kind: z.literal('icmp'), target: z.string().min(1).max(64), raw: z.boolean() }),
  z.strictObject({ kind: z.literal('bind'), address: z.string().min(1).max(64) }),
  /** Every listening socket with its family and owner, as far as the session's rights reach; see ListenersFacts. */
  z.strictObject({ kind: z.literal('listeners') }),
  /**
   * Watches TCP connections to a local port of this namespace for `forMs`, from `ready` on, and ends at the first new one: the
   * second witness of a dial to somebody else's listener. What was there before `ready` does not count.
   */
  z.strictObject({
    kind: z.literal('arrivals'),
    port: z.number().int().min(1).max(65535),
    forMs: z.number().int().min(1).max(5000),
  }),
  /** One multicast query (TTL 1), counting who answers: `mdns` asks for service types (RFC 6762, RFC 6763 §9), `ssdp` sends M-SEARCH (UPnP 2.0 §1.3.2). */
  z.strictObject({
    kind: z.literal('discover'),
    protocol: z.enum(['mdns', 'ssdp']),
    waitMs: z.number().int().min(1).max(3000),
  }),
]);
export type InspectSpec = z.infer<typeof InspectSpec>;

/** A range of ports to try on one address, each once, without a word sent over TCP. Ends in `swept` lines. */
export const SweepSpec = z
  .strictObject({
    id: Id,
    transport: Transport,
    /** A literal address. */
    address: z.string().min(1).max(64),
    from: z.number().int().min(1).max(65535),
    to: z.number().int().min(1).max(65535),
    /** How long one port may stay silent, in ms. */
    waitMs: z.number().int().min(10).max(2000),
  })
  .refine((sweep) => sweep.from <= sweep.to, { path: ['to'], message: SWEEP_REFUSED });
export type SweepSpec = z.infer<typeof SweepSpec>;

/** What one probe session shall do. Travels as base64url of its JSON, the one form that Docker Desktop's two exec modes both leave alone. */
export const SessionSpec = z.strictObject({
  v: z.literal(PROTOCOL_VERSION),
  /** Run id: names everything this run makes. */
  run: z.string().regex(/^[a-z0-9]{4,32}$/),
  /** Shared secret of the run, 32 bytes as hex; the key of every HMAC. */
  token: z.string().regex(/^[0-9a-f]{64}$/),
  vantage: Vantage,
  /** The session ends by itself after this many ms, whatever else happens. */
  lifetimeMs: z.number().int().min(50).max(120_000),
  /** true: after dials and inspections stay and listen until SIGTERM or the end of the lifetime. false: end when they are done. */
  stay: z.boolean(),
  listen: z.array(ListenSpec).max(64),
  dial: z.array(DialSpec).max(256),
  inspect: z.array(InspectSpec).max(16),
  sweep: z.array(SweepSpec).max(4).optional(),
});
export type SessionSpec = z.infer<typeof SessionSpec>;
