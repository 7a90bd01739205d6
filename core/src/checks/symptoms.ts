import { addressDead } from './address-dead.ts';
import { cgroupV1 } from './cgroup-v1.ts';
import type { Check } from './check.ts';
import { containerToHostDead } from './container-to-host-dead.ts';
import { datagramsLost } from './datagrams-lost.ts';
import { hostNetworkingOff } from './host-networking-off.ts';
import { hostToContainerDead } from './host-to-container-dead.ts';
import { ipv4Dead } from './ipv4-dead.ts';
import { ipv4MappedDead } from './ipv4-mapped-dead.ts';
import { ipv6Dead } from './ipv6-dead.ts';
import { ipv6ListenersDead } from './ipv6-listeners-dead.ts';
import { nothingGetsThrough } from './nothing-gets-through.ts';
import { onButNotWorking } from './on-but-not-working.ts';
import { replyLost } from './reply-lost.ts';
import { requestLost } from './request-lost.ts';
import { signInNeeded } from './sign-in-needed.ts';
import { sourceRewritten } from './source-rewritten.ts';
import { tcpDead } from './tcp-dead.ts';
import { tooManyListeners } from './too-many-listeners.ts';
import { udpDead } from './udp-dead.ts';

/** The checks whose findings are symptoms of known issues. */
export const SYMPTOM_CHECKS: readonly Check[] = [
  addressDead,
  cgroupV1,
  containerToHostDead,
  datagramsLost,
  hostNetworkingOff,
  hostToContainerDead,
  ipv4Dead,
  ipv4MappedDead,
  ipv6Dead,
  ipv6ListenersDead,
  nothingGetsThrough,
  onButNotWorking,
  replyLost,
  requestLost,
  signInNeeded,
  sourceRewritten,
  tcpDead,
  tooManyListeners,
  udpDead,
];
