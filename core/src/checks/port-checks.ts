import type { Check } from './check.ts';
import { addressNotHere } from './address-not-here.ts';
import { advertisedAddress } from './advertised-address.ts';
import { airplay } from './airplay.ts';
import { belowLayer4 } from './below-layer-4.ts';
import { discoveryDeaf } from './discovery-deaf.ts';
import { excludedPorts } from './excluded-ports.ts';
import { exclusiveNetworks } from './exclusive-networks.ts';
import { firewall } from './firewall.ts';
import { harmlessConflict } from './harmless-conflict.ts';
import { healthyUnreachable } from './healthy-unreachable.ts';
import { hostDockerInternalUnknown } from './host-docker-internal-unknown.ts';
import { hostDockerInternal } from './host-docker-internal.ts';
import { hostProcessAnswers } from './host-process-answers.ts';
import { ipv6Only } from './ipv6-only.ts';
import { localhostIpv6First } from './localhost-ipv6-first.ts';
import { loopbackAlias } from './loopback-alias.ts';
import { loopbackOnly } from './loopback-only.ts';
import { lowPortDenied } from './low-port-denied.ts';
import { mdnsresponder } from './mdnsresponder.ts';
import { netSysctls } from './net-sysctls.ts';
import { openToLan } from './open-to-lan.ts';
import { portTaken } from './port-taken.ts';
import { portWillClash } from './port-will-clash.ts';
import { privilegedPorts } from './privileged-ports.ts';
import { serviceName } from './service-name.ts';
import { socketLeak } from './socket-leak.ts';
import { staleForwarder } from './stale-forwarder.ts';
import { unhealthyReachable } from './unhealthy-reachable.ts';
import { wideRange } from './wide-range.ts';

/** The checks of catalogue-ports.ts and catalogue-system.ts, in the order of their codes. */
export const PORT_CHECKS: readonly Check[] = [
  portTaken,
  portWillClash,
  loopbackOnly,
  loopbackAlias,
  ipv6Only,
  localhostIpv6First,
  addressNotHere,
  lowPortDenied,
  netSysctls,
  exclusiveNetworks,
  serviceName,
  hostDockerInternal,
  hostDockerInternalUnknown,
  discoveryDeaf,
  belowLayer4,
  healthyUnreachable,
  unhealthyReachable,
  advertisedAddress,
  openToLan,
  harmlessConflict,
  wideRange,
  hostProcessAnswers,
  airplay,
  mdnsresponder,
  excludedPorts,
  staleForwarder,
  socketLeak,
  firewall,
  privilegedPorts,
];
