import { entry } from './entry.ts';

/** Codes of the host system (HN05xx). Read through catalogue.ts. */
export const HN0501 = entry({
  code: 'HN0501',
  name: 'airplay',
  severity: 'warning',
  title: '{who} of macOS has {port}, which {container} wants',
  template:
    'macOS listens on 5000 and 7000 for AirPlay. Who dials the port gets its answer, often HTTP 403, and never the container’s.',
});
export const HN0502 = entry({
  code: 'HN0502',
  name: 'mdnsresponder',
  severity: 'warning',
  title: 'mDNSResponder of macOS has {port}, which {container} wants',
  template:
    'macOS answers DNS itself while a virtual network is up, as with Docker Desktop’s kernel networking for UDP.',
});
export const HN0503 = entry({
  code: 'HN0503',
  name: 'excluded-ports',
  severity: 'warning',
  title: 'Windows keeps {port} for itself, which {container} wants',
  template:
    'The port is in a range that Windows has set aside: no program may listen there, though none is seen to use it.',
});
export const HN0504 = entry({
  code: 'HN0504',
  name: 'stale-forwarder',
  severity: 'warning',
  title: 'Docker Desktop still has {port}, though {container} has stopped',
  template: '{process} listens there on this computer, and no container does behind it.',
});
export const HN0505 = entry({
  code: 'HN0505',
  name: 'socket-leak',
  severity: 'warning',
  title: '{process} has {count} sockets open: more than its containers explain',
  template:
    'Sockets that are never given back use up the ports of this computer, until no program gets a connection.',
});
export const HN0506 = entry({
  code: 'HN0506',
  name: 'firewall',
  severity: 'info',
  title: '{firewall} is active: it decides who reaches {ports} of host-mode containers',
  template:
    'Ports of host-mode containers are the machine’s own, so its firewall holds for them. Published ports of bridge containers pass by it.',
});
export const HN0507 = entry({
  code: 'HN0507',
  name: 'privileged-ports',
  severity: 'warning',
  title: 'Docker Desktop could not open {port} on this Mac for {container}',
  template: 'Below 1024 Docker Desktop needs its privileged helper, com.docker.vmnetd. {how}',
});

/** Entries of this file, by code. */
export const SYSTEM_CATALOGUE = [HN0501, HN0502, HN0503, HN0504, HN0505, HN0506, HN0507] as const;
