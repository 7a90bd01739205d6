import type { ContainerFacts } from '../model/facts.ts';
import type { Listener } from '../model/listener.ts';

/**
 * Returns whether a listener of host mode is to be connected to. Without a port in question each is. With one, those of a
 * container whose ignored `-p` names that port on either side: they may be where its program really listens. The port itself
 * has a look of its own.
 */
export function isWorthDialling(
  listener: Pick<Listener, 'port' | 'container'>,
  focus: { readonly port: number } | null,
  containers: readonly ContainerFacts[],
): boolean {
  if (focus === null) return true;
  if (listener.port === focus.port || !listener.container) return false;
  const { id } = listener.container;
  return containers.some(
    (one) =>
      one.id === id &&
      one.networkMode === 'host' &&
      one.requestedPorts.some((p) => p.hostPort === focus.port || p.containerPort === focus.port),
  );
}
