import { engineFailureFrom, RUN_LABEL } from '@hostnet/core';
import { messageOf } from '@hostnet/node';
import { engineApi } from '../adapters/docker-engine.ts';
import { resolveEndpoint } from '../adapters/endpoint.ts';
import { EXIT, UnavailableError } from '../exit.ts';
import { print } from '../terminal.ts';

interface Ours {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
  /** Unix seconds, 0 when the label is missing. */
  readonly expires: number;
}

/** Removes containers that a run left behind; with `all` also those of runs still under way. Returns 0; throws when the engine cannot be asked, or does not remove one. */
export async function runCleanup(flags: { readonly all?: boolean }, signal: AbortSignal): Promise<number> {
  const endpoint = resolveEndpoint();
  const api = engineApi(endpoint);
  let inspected: unknown[];
  try {
    inspected = await api.inspectAll([RUN_LABEL], signal);
  } catch (error) {
    const failure = engineFailureFrom(endpoint.url, messageOf(error));
    throw new UnavailableError(
      failure.reachable ? 'The engine could not be asked.' : `${failure.message} ${failure.fix}`,
      { cause: error },
    );
  }
  const ours = inspected.flatMap((entry) => oursFrom(entry) ?? []);
  const now = Date.now() / 1000;
  const kept = ours.filter((c) => flags.all !== true && c.running && c.expires > now);
  const removed = ours.filter((c) => !kept.includes(c));
  const stuck: string[] = [];
  for (const container of removed) {
    try {
      await api.remove(container.id, signal);
      print(`removed ${container.name}\n`);
    } catch (error) {
      if (signal.aborted) throw error;
      stuck.push(
        `${container.name} could not be removed: ${messageOf(error).trim()}. Try \`docker rm --force ${container.name}\`.`,
      );
    }
  }
  for (const container of kept) {
    print(`kept ${container.name}: a diagnosis still uses it and it ends by itself; --all removes it\n`);
  }
  if (stuck.length > 0) throw new UnavailableError(stuck.join('\n'));
  if (ours.length === 0) print('nothing left behind\n');
  return EXIT.ok;
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
