import { addressDead } from './address-dead.ts';
import type { Check } from './check.ts';
import { containerToHostDead } from './container-to-host-dead.ts';
import { datagramsLost } from './datagrams-lost.ts';
import { engineUnreachable } from './engine-unreachable.ts';
import { hostToContainerDead } from './host-to-container-dead.ts';
import { ipv4Dead } from './ipv4-dead.ts';
import { ipv4MappedDead } from './ipv4-mapped-dead.ts';
import { ipv6Dead } from './ipv6-dead.ts';
import { layer4Only } from './layer-4-only.ts';
import { nothingGetsThrough } from './nothing-gets-through.ts';
import { ownStack } from './own-stack.ts';
import { portClash } from './port-clash.ts';
import { probeFailed } from './probe-failed.ts';
import { probeImageMissing } from './probe-image-missing.ts';
import { publishedPortsDiscarded } from './published-ports-discarded.ts';
import { replyLost } from './reply-lost.ts';
import { requestLost } from './request-lost.ts';
import { rootless } from './rootless.ts';
import { tcpDead } from './tcp-dead.ts';
import { udpDead } from './udp-dead.ts';
import { usernsRemap } from './userns-remap.ts';
import { windowsContainers } from './windows-containers.ts';
import { wrongListener } from './wrong-listener.ts';

/** Every check, in the order of their codes. */
export const CHECKS: readonly Check[] = [
  engineUnreachable,
  ownStack,
  windowsContainers,
  rootless,
  usernsRemap,
  probeImageMissing,
  probeFailed,
  nothingGetsThrough,
  hostToContainerDead,
  containerToHostDead,
  tcpDead,
  udpDead,
  ipv4Dead,
  ipv6Dead,
  requestLost,
  replyLost,
  wrongListener,
  addressDead,
  layer4Only,
  ipv4MappedDead,
  datagramsLost,
  publishedPortsDiscarded,
  portClash,
];
