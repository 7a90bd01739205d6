import { engineFailureFrom, RUN_LABEL } from '@hostnet/core';
import { messageOf } from '@hostnet/node';
import { engineApi } from '../adapters/docker-engine.ts';
import type { EngineApi, OurImage } from '../adapters/engine-api.ts';
import { resolveEndpoint } from '../adapters/endpoint.ts';
import { PROBE_LABEL } from '../adapters/probe-binary.ts';
import { EXIT, UnavailableError } from '../exit.ts';
import { print } from '../terminal.ts';

interface Ours {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
  /** Unix seconds, 0 when the label is missing. */
  readonly expires: number;
}

/**
 * Removes containers that a run left behind, with `all` also those of runs still under way, and the images that hostnet made
 * on the engine. Returns 0; throws when the engine cannot be asked, or does not remove one.
 */
export async function runCleanup(flags: { readonly all?: boolean }, signal: AbortSignal): Promise<number> {
  const endpoint = resolveEndpoint();
  const api = engineApi(endpoint);
  let inspected: unknown[];
  let images: OurImage[];
  try {
    [inspected, images] = await Promise.all([
      api.inspectAll([RUN_LABEL], signal),
      api.images(PROBE_LABEL, signal),
    ]);
  } catch (error) {
    const failure = engineFailureFrom(endpoint.url, messageOf(error));
    throw new UnavailableError(
      failure.reachable ? 'The engine returned an error.' : `${failure.message} ${failure.fix}`,
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
  stuck.push(...(await removeImages(api, images, signal)));
  if (stuck.length > 0) throw new UnavailableError(stuck.join('\n'));
  if (ours.length + images.length === 0) print('nothing left behind\n');
  return EXIT.ok;
}

/** Returns a sentence for each image that could not be removed. */
async function removeImages(
  api: EngineApi,
  images: readonly OurImage[],
  signal: AbortSignal,
): Promise<string[]> {
  const stuck: string[] = [];
  for (const image of images) {
    const name = image.names[0] ?? image.id.replace(/^sha256:/, '').slice(0, 12);
    try {
      if (await api.removeImage(image, signal)) print(`removed image ${name}\n`);
      else print(`kept image ${name}: a container still uses it\n`);
    } catch (error) {
      if (signal.aborted) throw error;
      stuck.push(
        `The image ${name} could not be removed: ${messageOf(error).trim()}. Try \`docker rmi ${name}\`.`,
      );
    }
  }
  return stuck;
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
