import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import * as z from 'zod';
import { StandinFailure } from '../failure.ts';

/** One mount of a service. */
export interface Mount {
  readonly type: 'bind' | 'volume' | 'tmpfs';
  /** A path, or a volume's name in the compose file; null for an anonymous volume and for tmpfs. */
  readonly source: string | null;
  readonly target: string;
  readonly readOnly: boolean;
}

const Long = z.strictObject({
  type: z.enum(['bind', 'volume', 'tmpfs']),
  source: z.string().optional(),
  target: z.string(),
  read_only: z.boolean().optional(),
});

/** The virtual machine's own engine socket under Docker Desktop; elsewhere the engine's socket has no `.raw` twin. */
const RAW_SOCKET = '/var/run/docker.sock.raw';

/** What mounts are read against. */
export interface MountContext {
  /** Folder of the compose file: relative bind sources start there. */
  readonly folder: string;
  /** The engine's unix socket on the machine it runs on. */
  readonly engineSocket: string;
}

/**
 * Reads one entry of a service's `volumes`, short or long form (Compose specification).
 * Throws StandinFailure for a form it does not know.
 */
export function readMount(entry: unknown, where: string, context: MountContext): Mount {
  if (typeof entry === 'string') return readShort(entry, where, context);
  const long = Long.safeParse(entry);
  if (!long.success) {
    throw new StandinFailure(
      `${where} has an entry that is neither source:target[:ro] nor {type, source, target, read_only}.`,
    );
  }
  const { type, source, target, read_only: readOnly = false } = long.data;
  if (type === 'bind' && source === undefined)
    throw new StandinFailure(`${where} has a bind without a source.`);
  return {
    type,
    source: type === 'bind' ? bindSource(source ?? '', context) : (source ?? null),
    target: absolute(target, where),
    readOnly,
  };
}

function readShort(entry: string, where: string, context: MountContext): Mount {
  const [first = '', second, mode, ...more] = entry.split(':');
  const modes = mode === undefined ? [] : mode.split(',');
  if (more.length > 0 || !modes.every((word) => ['ro', 'rw', 'z', 'Z'].includes(word))) {
    throw new StandinFailure(`${where} holds "${entry}"; write it as source:target[:ro].`);
  }
  if (second === undefined)
    return { type: 'volume', source: null, target: absolute(first, where), readOnly: false };
  const bind = /^[./~]/.test(first);
  return {
    type: bind ? 'bind' : 'volume',
    source: bind ? bindSource(first, context) : first,
    target: absolute(second, where),
    readOnly: modes.includes('ro'),
  };
}

function bindSource(source: string, { folder, engineSocket }: MountContext): string {
  if (source === RAW_SOCKET) return engineSocket;
  return resolve(folder, source.replace(/^~(?=\/|$)/, homedir()));
}

function absolute(target: string, where: string): string {
  if (!isAbsolute(target))
    throw new StandinFailure(`${where} mounts at "${target}"; the target must be an absolute path.`);
  return join(target);
}

/** Returns a mount as Compose's long form, which every Compose version reads. */
export function toCompose(mount: Mount): Record<string, unknown> {
  return {
    type: mount.type,
    ...(mount.source === null ? {} : { source: mount.source }),
    target: mount.target,
    ...(mount.readOnly ? { read_only: true } : {}),
  };
}
