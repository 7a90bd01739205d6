import type { PortFacts } from '../facts/port-facts.ts';
import { groupBy, portName } from './port-words.ts';

/**
 * Processes that hold ports of the host for containers: Docker Desktop's (`lsof` shows `com.docke`: roadmap#238), QEMU on
 * Linux (Docker docs, "Networking features"), WSL's relay, and those of other engines.
 */
const FORWARDERS =
  /^(?:com\.docke|docker|vpnkit|wslrelay|wslhost|qemu-|rootlesskit|rootlessport|slirp4netns|pasta|limactl|lima|ssh$|sshd?\.exe$|gvproxy|conmon|orbstack|rancher|host-switch|svchost(?:\.exe)?$)/i;

/** Whether a host's listener may stand for a container. A name that is cut short counts as long as it fits. */
export function isForwarder(process: string): boolean {
  return FORWARDERS.test(process);
}

/** Whether the process is Docker Desktop's backend or one of its helpers. */
export function isDesktopProcess(process: string): boolean {
  return /^com\.docke/i.test(process);
}

type HostListeners = Extract<PortFacts['hostListeners'], { known: true }>['value'];
export type HostListener = HostListeners[number];

/** The host's listeners by port, in one pass; empty where they are not known. */
export function hostIndex(ports: PortFacts | null): Map<string, HostListener[]> {
  const { hostListeners } = ports ?? {};
  const list = hostListeners?.known === true ? hostListeners.value : [];
  return groupBy(list, (listener) => portName(listener.transport, listener.port));
}
