import { cgroupV1 } from './feature/cgroup-v1.ts';
import { desktopBeta } from './feature/desktop-beta.ts';
import { desktopTooOld } from './feature/desktop-too-old.ts';
import { eciHint } from './feature/eci-hint.ts';
import { eciRefuses } from './feature/eci-refuses.ts';
import { engineUnreachable } from './feature/engine-unreachable.ts';
import { extensionsOff } from './feature/extensions-off.ts';
import { hostNetworkingOff } from './feature/host-networking-off.ts';
import { knownIssue } from './feature/known-issue.ts';
import { lockedByAdmin } from './feature/locked-by-admin.ts';
import { offButWorking } from './feature/off-but-working.ts';
import { onButNotWorking } from './feature/on-but-not-working.ts';
import { ownStack } from './feature/own-stack.ts';
import { probeFailed } from './feature/probe-failed.ts';
import { probeImageMissing } from './feature/probe-image-missing.ts';
import { rootless } from './feature/rootless.ts';
import { signInEnforced } from './feature/sign-in-enforced.ts';
import { signInNeeded } from './feature/sign-in-needed.ts';
import { usernsRemap } from './feature/userns-remap.ts';
import { windowsContainers } from './feature/windows-containers.ts';
import { addressDead } from './lanes/address-dead.ts';
import { closeLost } from './lanes/close-lost.ts';
import { answersLate } from './lanes/answers-late.ts';
import { connectionsLost } from './lanes/connections-lost.ts';
import { containerToHostDead } from './lanes/container-to-host-dead.ts';
import { datagramsLost } from './lanes/datagrams-lost.ts';
import { forgottenListener } from './lanes/forgotten-listener.ts';
import { hostToContainerDead } from './lanes/host-to-container-dead.ts';
import { ipv4Dead } from './lanes/ipv4-dead.ts';
import { ipv4MappedDead } from './lanes/ipv4-mapped-dead.ts';
import { ipv6Dead } from './lanes/ipv6-dead.ts';
import { ipv6ListenersDead } from './lanes/ipv6-listeners-dead.ts';
import { layer4Only } from './lanes/layer-4-only.ts';
import { nothingGetsThrough } from './lanes/nothing-gets-through.ts';
import { portInUseBeyond } from './lanes/port-in-use-beyond.ts';
import { replyLost } from './lanes/reply-lost.ts';
import { requestLost } from './lanes/request-lost.ts';
import { slowToReach } from './lanes/slow-to-reach.ts';
import { sourceRewritten } from './lanes/source-rewritten.ts';
import { tcpDead } from './lanes/tcp-dead.ts';
import { tooManyListeners } from './lanes/too-many-listeners.ts';
import { udpDead } from './lanes/udp-dead.ts';
import { wrongListener } from './lanes/wrong-listener.ts';
import { addressNotHere } from './ports/address-not-here.ts';
import { advertisedAddress } from './ports/advertised-address.ts';
import { belowLayer4 } from './ports/below-layer-4.ts';
import { discoveryDeaf } from './ports/discovery-deaf.ts';
import { exclusiveNetworks } from './ports/exclusive-networks.ts';
import { harmlessConflict } from './ports/harmless-conflict.ts';
import { healthyUnreachable } from './ports/healthy-unreachable.ts';
import { hostDockerInternalUnknown } from './ports/host-docker-internal-unknown.ts';
import { hostDockerInternal } from './ports/host-docker-internal.ts';
import { hostProcessAnswers } from './ports/host-process-answers.ts';
import { pausedContainer } from './ports/paused-container.ts';
import { ipv6Only } from './ports/ipv6-only.ts';
import { localhostIpv6First } from './ports/localhost-ipv6-first.ts';
import { loopbackAlias } from './ports/loopback-alias.ts';
import { loopbackOnly } from './ports/loopback-only.ts';
import { lowPortDenied } from './ports/low-port-denied.ts';
import { netSysctls } from './ports/net-sysctls.ts';
import { openToLan } from './ports/open-to-lan.ts';
import { portClash } from './ports/port-clash.ts';
import { portTaken } from './ports/port-taken.ts';
import { portWillClash } from './ports/port-will-clash.ts';
import { publishedPortsDiscarded } from './ports/published-ports-discarded.ts';
import { publishedNotServed } from './ports/published-not-served.ts';
import { queueNotTaken } from './ports/queue-not-taken.ts';
import { serviceName } from './ports/service-name.ts';
import { sharedPort } from './ports/shared-port.ts';
import { unhealthyReachable } from './ports/unhealthy-reachable.ts';
import { wideRange } from './ports/wide-range.ts';
import { airplay } from './system/airplay.ts';
import { excludedPorts } from './system/excluded-ports.ts';
import { firewall } from './system/firewall.ts';
import { mdnsresponder } from './system/mdnsresponder.ts';
import { privilegedPorts } from './system/privileged-ports.ts';
import { socketLeak } from './system/socket-leak.ts';
import { staleForwarder } from './system/stale-forwarder.ts';
import type { Check } from '../check.ts';

/**
 * Every check of facts and lanes, in the order of their codes. Ranges: 01xx state of the feature, 02xx lanes, 03xx containers
 * and ports, 04xx Swarm, 05xx host system, 07xx known issues, 08xx from a container to a server on the computer. A code is
 * never used again: what is retired stays here as a comment.
 */
export const CHECKS: readonly Check[] = [
  engineUnreachable,
  ownStack,
  windowsContainers,
  rootless,
  usernsRemap,
  probeImageMissing,
  probeFailed,
  desktopTooOld,
  desktopBeta,
  signInNeeded,
  hostNetworkingOff,
  onButNotWorking,
  offButWorking,
  lockedByAdmin,
  eciRefuses,
  eciHint,
  signInEnforced,
  extensionsOff,
  cgroupV1,
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
  tooManyListeners,
  ipv6ListenersDead,
  sourceRewritten,
  slowToReach,
  forgottenListener,
  portInUseBeyond,
  connectionsLost,
  closeLost,
  answersLate,
  publishedPortsDiscarded,
  portClash,
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
  queueNotTaken,
  sharedPort,
  pausedContainer,
  publishedNotServed,
  airplay,
  mdnsresponder,
  excludedPorts,
  staleForwarder,
  socketLeak,
  firewall,
  privilegedPorts,
  knownIssue,
];
