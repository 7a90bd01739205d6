import type { Edit } from './edit.ts';
import { hasAnchor, type Span } from './located.ts';
import type { Service } from './project.ts';

/** Returns the edits, or null where the service is written under an anchor: others may take over what it says. */
export function ownEdits(service: Service, edits: readonly Edit[] | null): readonly Edit[] | null {
  const shared = service.entry.parts.some(({ span }) =>
    hasAnchor(span.source, { start: span.start, end: firstKey(service, span) }),
  );
  return shared ? null : edits;
}

/** Offset of the first key below a service's name. */
function firstKey(service: Service, name: Span): number {
  const starts = service.map.entries
    .flatMap((entry) => entry.parts.map((part) => part.span))
    .filter((span) => span.source === name.source && span.start > name.start)
    .map((span) => span.start);
  return starts.length === 0 ? name.start : Math.min(...starts);
}
