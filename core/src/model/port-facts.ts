import * as z from 'zod';
import { Outcome, Transport } from '../words/enums.ts';
import { knownOf } from './known-schema.ts';

/** What one dial from the host to a listener of the host-mode namespace showed: the handshake alone for TCP, nothing was said. */
export const PortReach = z.object({
  transport: Transport,
  port: z.number().int(),
  /** The address dialled: 127.0.0.1, ::1, or the host's LAN address. */
  address: z.string(),
  /** `reachable`: the handshake was done and nobody hung up. `wrong-listener`: it was, and nothing arrived at the listener. */
  outcome: Outcome,
  reason: z.string().nullable(),
  /** Whether the connection was seen to arrive in the host-mode namespace: the second witness; null when nobody watched. */
  arrived: z.boolean().nullable(),
  /**
   * `socket-table`: nothing was connected to, a socket in LISTEN at this address tells it: the kernel accepts for it, and where
   * the socket is a forwarder's, the forwarder does. Absent: a connection was made.
   */
  how: z.enum(['connection', 'socket-table']).optional(),
});
export type PortReach = z.infer<typeof PortReach>;

/** A container's own words for a port it could not take, from the end of its log or the engine's error. */
export const BindFailure = z.object({
  container: z.string(),
  kind: z.enum(['address-in-use', 'address-unavailable', 'permission-denied']),
  address: z.string().nullable(),
  port: z.number().int().nullable(),
  /** The line it said, at most 200 characters. */
  line: z.string(),
});
export type BindFailure = z.infer<typeof BindFailure>;

/** A discovery protocol asked from both sides: how many other addresses answered. */
export const Discovery = z.object({
  protocol: z.enum(['mdns', 'ssdp']),
  host: knownOf(z.number().int()),
  hostMode: knownOf(z.number().int()),
});
export type Discovery = z.infer<typeof Discovery>;

/** What listens inside the network of a bridge container that publishes the port in question. */
export const InsideLook = z.object({
  container: z.object({ id: z.string(), name: z.string() }),
  transport: Transport,
  hostPort: z.number().int(),
  containerPort: z.number().int(),
  /** All sockets of its network that listen, Docker's own DNS left out; unknown with the reason. */
  sockets: knownOf(
    z.array(
      z.object({
        transport: Transport,
        address: z.string(),
        port: z.number().int(),
        family: z.enum(['ipv4', 'ipv6', 'dual', 'unknown']),
        process: z.string().nullable(),
        /** Connections that waited in two looks for the program to take them; null where that is not sure or not told. */
        queued: z.number().int().min(0).nullable().optional(),
      }),
    ),
  ),
});
export type InsideLook = z.infer<typeof InsideLook>;

/** One socket inside a container's network. */
export type InsideSocket = Extract<InsideLook['sockets'], { known: true }>['value'][number];

/** A firewall of the host, as its own files or tool tell. */
export const Firewall = z.object({ name: z.string(), active: z.boolean() });

/** What is known of the host's ports beside the host-mode listeners. Gathered by `hostnet ports`, `hostnet port` and the Ports page. */
export const PortFacts = z.object({
  /** Sockets that listen on the host itself; unknown with the reason. Where host mode is the host's own stack: the same sockets. */
  hostListeners: knownOf(
    z.array(
      z.object({
        transport: Transport,
        address: z.string(),
        port: z.number().int(),
        family: z.enum(['ipv4', 'ipv6', 'dual', 'unknown']),
        pid: z.number().int().nullable(),
        process: z.string().nullable(),
      }),
    ),
  ),
  /** How far the owners of host-mode listeners are known, and why not of all. */
  owners: z.enum(['all', 'some', 'none']),
  ownersReason: z.string().nullable(),
  reach: z.array(PortReach),
  bindFailures: z.array(BindFailure),
  /** `net.ipv4.ip_unprivileged_port_start` of the host-mode namespace. */
  unprivilegedPortStart: knownOf(z.number().int()),
  /** Ranges that Windows keeps for itself (`netsh int ipv4 show excludedportrange`); empty elsewhere. */
  excludedPorts: knownOf(
    z.array(z.object({ transport: Transport, from: z.number().int(), to: z.number().int() })),
  ),
  firewalls: knownOf(z.array(Firewall)),
  discovery: z.array(Discovery),
  /** Looks into containers that publish the port in question; absent where none was. */
  inside: z.array(InsideLook).optional(),
});
export type PortFacts = z.infer<typeof PortFacts>;

/** A socket that listens on this computer itself. */
export type HostListener = Extract<PortFacts['hostListeners'], { known: true }>['value'][number];
