import type { PortsReport } from '@hostnet/core/listening';
import { plural } from '../../../shared/controls/plural.ts';

/** What stands over the grid. */
export interface Headline {
  readonly title: string;
  /** Why owners are missing; null when all are known, or nothing listens. */
  readonly owners: string | null;
  /** Why there is no list; null when there is. */
  readonly blind: string | null;
}

/** Returns what was seen in one line, and what could not be seen. */
export function headlineOf(report: PortsReport): Headline {
  const { listeners, ports, facts } = report;
  if (listeners === null) {
    const reason = facts.engine.reachable ? facts.probeFailure?.message : facts.engine.message;
    return {
      title: 'Listening in host mode',
      owners: null,
      blind: reason ?? ports.ownersReason ?? 'The ports of host-mode containers could not be read.',
    };
  }
  const containers = new Set(listeners.flatMap(({ container }) => container?.id ?? [])).size;
  const title = `Listening in host mode: ${plural(listeners.length, 'socket')}, ${plural(containers, 'container')}`;
  const missing = listeners.length > 0 && ports.owners !== 'all';
  return { title, owners: missing ? ownersSentence(ports.owners, ports.ownersReason) : null, blind: null };
}

function ownersSentence(owners: PortsReport['ports']['owners'], reason: string | null): string {
  const what =
    owners === 'none'
      ? 'Which container and process a socket belongs to could not be read'
      : 'Of some sockets the container and process could not be read';
  return reason === null ? `${what}.` : `${what}: ${reason.replace(/\.$/, '')}.`;
}
