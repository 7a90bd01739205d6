import { entry } from './entry.ts';

/** Codes of containers and ports, from HN0303 on. Read through catalogue.ts. */
export const HN0303 = entry({
  code: 'HN0303',
  name: 'port-taken',
  severity: 'error',
  title: '{container} could not listen on {port}: {holder} has it',
  template:
    '{source} "{line}" Ports of the host’s network exist once, for all containers in host mode together.',
});
export const HN0304 = entry({
  code: 'HN0304',
  name: 'port-will-clash',
  severity: 'warning',
  title: '{container} would find port {port} taken: {holder} has it',
  template:
    '{container} is not running, and {because}. If it is started as it is, its program cannot listen there.',
});
export const HN0305 = entry({
  code: 'HN0305',
  name: 'loopback-only',
  severity: 'info',
  title: '{container} listens on {ports} for this computer only',
  template:
    'A program on {addresses} is never reached from another machine, whatever a firewall allows.{asked}',
});
export const HN0306 = entry({
  code: 'HN0306',
  name: 'loopback-alias',
  severity: 'warning',
  title: '{container} listens on {address}, which Docker Desktop does not forward on Windows',
  template: 'Of the addresses 127.0.0.0/8 only 127.0.0.1 is carried between Windows and the container.',
});
export const HN0307 = entry({
  code: 'HN0307',
  name: 'ipv6-only',
  severity: 'warning',
  title: '{container} listens on {port} over IPv6 only',
  template: 'The socket on :: was opened for IPv6 alone: {then}.',
});
export const HN0308 = entry({
  code: 'HN0308',
  name: 'localhost-ipv6-first',
  severity: 'info',
  title: '`localhost` can mean ::1, where {ports} refused',
  template:
    'These programs listen on IPv4 only. Clients that take the first address of `localhost` and try no second, such as older `fetch` of Node 17 and later, are refused.',
});
export const HN0309 = entry({
  code: 'HN0309',
  name: 'address-not-here',
  severity: 'error',
  title: '{container} wants to listen on {address}, which is not an address of its network',
  template: '{source} "{line}" {why}',
});
export const HN0310 = entry({
  code: 'HN0310',
  name: 'low-port-denied',
  severity: 'error',
  title: '{container} may not listen on {port}: in host mode that takes more rights',
  template:
    '{source} On a bridge any user may listen on low ports; in host mode the host’s own rule holds: {rule}.',
});
export const HN0311 = entry({
  code: 'HN0311',
  name: 'net-sysctls',
  severity: 'error',
  title: '{container} sets {sysctls}, which is not allowed in host mode',
  template:
    'The setting would be the host’s own, so the container is created and then {then}: "not allowed in host network namespace".',
});
export const HN0312 = entry({
  code: 'HN0312',
  name: 'exclusive-networks',
  severity: 'error',
  title: '{container} cannot have the host’s network and another one',
  template: 'A container in host mode has no network of its own, so nothing can be joined to it: {what}.',
});
export const HN0313 = entry({
  code: 'HN0313',
  name: 'service-name',
  severity: 'warning',
  title: '{container} asks for {name}, but Docker’s DNS does not answer in host mode',
  template:
    'On a network of Docker that name would mean the container {other}. In host mode names mean what they mean to the host, and {variable} names {name}.',
});
export const HN0314 = entry({
  code: 'HN0314',
  name: 'host-docker-internal',
  severity: 'warning',
  title: 'host.docker.internal answers over {good}, but not over {bad}, {from}',
  template:
    'The name has an address of each family, and only one of them leads to this computer. A program that takes the other one fails.',
});
export const HN0315 = entry({
  code: 'HN0315',
  name: 'host-docker-internal-unknown',
  severity: 'warning',
  title: 'host.docker.internal does not resolve {from}',
  template: 'Docker Desktop answers that name in every container. Here the lookup failed.',
});
export const HN0316 = entry({
  code: 'HN0316',
  name: 'discovery-deaf',
  severity: 'warning',
  title: '{container} looks for devices with {protocols}: {verdict}',
  template:
    'Discovery asks by multicast. Docker Desktop’s host networking carries TCP and UDP between programs, not multicast of the local network. {proof}',
});
export const HN0317 = entry({
  code: 'HN0317',
  name: 'below-layer-4',
  severity: 'info',
  title: '{container} has {rights} in host mode, which reach {network}, not this computer',
  template:
    'Routes, tunnels, addresses and raw packets of this container stay in {network}. TCP and UDP are what host mode carries here.',
});
export const HN0318 = entry({
  code: 'HN0318',
  name: 'healthy-unreachable',
  severity: 'warning',
  title: '{container} is healthy, but this computer cannot reach it',
  template: 'The health check runs inside and says nothing of the way there. Dialled from here: {outcomes}.',
});
export const HN0319 = entry({
  code: 'HN0319',
  name: 'unhealthy-reachable',
  severity: 'warning',
  title: '{container} is unhealthy, but {port} is reachable',
  template:
    'A connection from this computer arrived at its program. In host mode a health check on `localhost` may meet ::1 first, or another program.',
});
export const HN0320 = entry({
  code: 'HN0320',
  name: 'advertised-address',
  severity: 'warning',
  title: '{container} gives out {address}, an address of {network}',
  template: '{variable} names it. Nobody outside of {network} can dial that address.',
});
export const HN0321 = entry({
  code: 'HN0321',
  name: 'open-to-lan',
  severity: 'info',
  title: '{count} of host-mode containers can be dialled from other machines{where}',
  template:
    'A program that listens on every address is there for the whole network, unless a firewall stands before it. {how}',
});
export const HN0322 = entry({
  code: 'HN0322',
  name: 'harmless-conflict',
  severity: 'info',
  title: 'If Docker Desktop reports a conflict on {port}, it is a false alarm: {container} answers',
  template: '{how} So nothing else has the port.',
});
export const HN0323 = entry({
  code: 'HN0323',
  name: 'wide-range',
  severity: 'info',
  title: '{container} publishes {count} ports one by one',
  template:
    'The engine makes a rule, and often a process, for every published port: wide ranges start slowly and cost memory.',
});
export const HN0324 = entry({
  code: 'HN0324',
  name: 'host-process-answers',
  severity: 'error',
  title: 'On this computer {who} has {port}, not {container}',
  template: '{container} listens there in {network}, but who dials the port here meets another program.',
});

/** Entries of this file, by code. */
export const PORT_CATALOGUE = [
  HN0303,
  HN0304,
  HN0305,
  HN0306,
  HN0307,
  HN0308,
  HN0309,
  HN0310,
  HN0311,
  HN0312,
  HN0313,
  HN0314,
  HN0315,
  HN0316,
  HN0317,
  HN0318,
  HN0319,
  HN0320,
  HN0321,
  HN0322,
  HN0323,
  HN0324,
] as const;
