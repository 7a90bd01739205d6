import { addressDead } from './address-dead.ts';
import { cgroupV1 } from './cgroup-v1.ts';
import type { Check } from './check.ts';
import { containerToHostDead } from './container-to-host-dead.ts';
import { datagramsLost } from './datagrams-lost.ts';
import { desktopBeta } from './desktop-beta.ts';
import { desktopTooOld } from './desktop-too-old.ts';
import { eciHint } from './eci-hint.ts';
import { eciRefuses } from './eci-refuses.ts';
import { engineUnreachable } from './engine-unreachable.ts';
import { extensionsOff } from './extensions-off.ts';
import { forgottenListener } from './forgotten-listener.ts';
import { hostNetworkingOff } from './host-networking-off.ts';
import { hostToContainerDead } from './host-to-container-dead.ts';
import { ipv4Dead } from './ipv4-dead.ts';
import { ipv4MappedDead } from './ipv4-mapped-dead.ts';
import { ipv6Dead } from './ipv6-dead.ts';
import { ipv6ListenersDead } from './ipv6-listeners-dead.ts';
import { knownIssue } from './known-issue.ts';
import { layer4Only } from './layer-4-only.ts';
import { lockedByAdmin } from './locked-by-admin.ts';
import { nothingGetsThrough } from './nothing-gets-through.ts';
import { offButWorking } from './off-but-working.ts';
import { onButNotWorking } from './on-but-not-working.ts';
import { ownStack } from './own-stack.ts';
import { PORT_CHECKS } from './port-checks.ts';
import { portClash } from './port-clash.ts';
import { probeFailed } from './probe-failed.ts';
import { probeImageMissing } from './probe-image-missing.ts';
import { publishedPortsDiscarded } from './published-ports-discarded.ts';
import { replyLost } from './reply-lost.ts';
import { requestLost } from './request-lost.ts';
import { rootless } from './rootless.ts';
import { signInEnforced } from './sign-in-enforced.ts';
import { signInNeeded } from './sign-in-needed.ts';
import { portInUseBeyond } from './port-in-use-beyond.ts';
import { slowToReach } from './slow-to-reach.ts';
import { sourceRewritten } from './source-rewritten.ts';
import { tcpDead } from './tcp-dead.ts';
import { tooManyListeners } from './too-many-listeners.ts';
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
  publishedPortsDiscarded,
  portClash,
  ...PORT_CHECKS,
  knownIssue,
];
