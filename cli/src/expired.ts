import { RUN_LABEL } from '@hostnet/core/start';
import { timeLimited } from '@hostnet/core/early';
import type { EngineApi } from './adapters/engine-api.ts';

/** A container of ours on an engine. */
export interface Ours {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
  /** Unix seconds, 0 when the label is missing. */
  readonly expires: number;
}

/** Longest the look for leftovers may take after a run, in ms: nobody waits for it with a question. */
const SWEEP_MS = 2000;

/** Returns ours among the containers that were inspected. */
export function oursAmong(inspected: readonly unknown[]): Ours[] {
  return inspected.flatMap((entry) => oursFrom(entry) ?? []);
}

/**
 * Removes the containers of ours whose time is over, whatever their state: one whose docker client was killed between making and
 * starting it stays *Created*, where neither --rm nor its lifetime reaches. Never throws; returns how many it removed.
 */
export async function sweepExpired(api: EngineApi | null, signal: AbortSignal): Promise<number> {
  if (api === null || signal.aborted) return 0;
  try {
    return await timeLimited(SWEEP_MS, signal, async (inner) => {
      const now = Date.now() / 1000;
      const over = oursAmong(await api.inspectAll([RUN_LABEL], inner)).filter(
        ({ expires }) => expires > 0 && expires < now,
      );
      const removed = await Promise.all(over.map(({ id }) => api.remove(id, inner)));
      return removed.filter(Boolean).length;
    });
  } catch {
    // `hostnet cleanup` removes them too, and says what stands in its way.
    return 0;
  }
}

function oursFrom(entry: unknown): Ours | null {
  const json = entry as {
    Id?: unknown;
    Name?: unknown;
    State?: { Running?: unknown };
    Config?: { Labels?: Record<string, string> | null };
  } | null;
  const labels = json?.Config?.Labels ?? {};
  if (typeof json?.Id !== 'string' || labels[RUN_LABEL] === undefined) return null;
  return {
    id: json.Id,
    name: typeof json.Name === 'string' ? json.Name.replace(/^\//, '') : json.Id.slice(0, 12),
    running: json.State?.Running === true,
    expires: Number(labels[`${RUN_LABEL}.expires`]) || 0,
  };
}
