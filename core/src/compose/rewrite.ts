import { ComposeError } from './error.ts';
import { preview } from './diff.ts';
import { edited } from './edit.ts';
import { ownEdits } from './fix.ts';
import type { ComposeInput } from './files.ts';
import { entryOf, lineOf } from './located.ts';
import { readProject } from './project.ts';
import { toBridge } from './rewrite-bridge.ts';
import { toHostMode } from './rewrite-host.ts';

/** A service as it would be in the other mode. Nothing is written anywhere. */
export interface Rewrite {
  readonly service: string;
  readonly to: 'host' | 'bridge';
  /** A unified diff; empty when nothing has to change. */
  readonly preview: string;
  /** What the preview cannot know, each a sentence with its place. */
  readonly notes: readonly string[];
  /** The files as they would be. */
  readonly files: readonly { readonly file: string; readonly text: string }[];
}

/**
 * Returns what a service would be in host mode, or on a bridge: ports, networks, and the names by which it and its
 * siblings find each other.
 * @throws ComposeError when a file cannot be read, or the project has no such service
 */
export function rewrite(input: ComposeInput, to: 'host' | 'bridge', name: string): Rewrite {
  const project = readProject(input);
  const service = project.services.find((one) => one.name === name);
  if (!service) {
    const names = project.services
      .map((one) => one.name)
      .join(', ')
      .slice(0, 300);
    throw new ComposeError(
      input.files[0]?.file ?? 'compose.yaml',
      null,
      `there is no service "${name.slice(0, 60)}". Expected one of: ${names || 'none'}.`,
    );
  }
  const already = (service.mode.kind === 'host') === (to === 'host') && service.mode.kind !== 'other';
  if (already && service.mode.kind !== 'unknown') {
    const note =
      service.mode.kind === 'host'
        ? `${name} is in host mode already: ${service.mode.how}.`
        : `${name} is on a bridge already.`;
    return { service: name, to, preview: '', notes: [note], files: [] };
  }
  const extended = entryOf(service.map, 'network_mode')?.parts.some((part) => part.inherited) === true;
  const { edits, notes } = to === 'host' ? toHostMode(service, project) : toBridge(service, project);
  const own = ownEdits(service, edits);
  const sources = [...new Set(edits.map((edit) => edit.source))];
  const all = [
    ...notes,
    ...(own === null
      ? [
          `${name} (${lineOf(service.entry.keySpan)}) is written under an anchor: what changes there changes for others too.`,
        ]
      : []),
    ...(extended
      ? [`The network mode of ${name} comes from another service, so it has to be changed there.`]
      : []),
  ];
  return {
    service: name,
    to,
    preview: edits.length === 0 ? '' : preview(edits),
    notes: all,
    files: sources.map((source) => ({ file: source.file, text: edited(source, edits) })),
  };
}
