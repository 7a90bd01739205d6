import type { HostListener } from '../../model/port-facts.ts';
import type { PortFacts } from '../../model/port-facts.ts';
import { groupBy, portName } from './port-words.ts';

/** The host's listeners by port, in one pass; empty where they are not known. */
export function hostIndex(ports: PortFacts | null): Map<string, HostListener[]> {
  const { hostListeners } = ports ?? {};
  const list = hostListeners?.known === true ? hostListeners.value : [];
  return groupBy(list, (listener) => portName(listener.transport, listener.port));
}
