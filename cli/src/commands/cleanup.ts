import { engineFailureFrom, RUN_LABEL } from '@hostnet/core';
import { messageOf } from '@hostnet/node';
import { engineApi } from '../adapters/docker-engine.ts';
import type { EngineApi, OurImage } from '../adapters/engine-api.ts';
import { resolveEndpoint } from '../adapters/endpoint.ts';
import { PROBE_LABEL } from '../adapters/probe-binary.ts';
import { EXIT, UnavailableError } from '../exit.ts';
import { oursAmong } from '../expired.ts';
import { print } from '../terminal.ts';

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
  const ours = oursAmong(inspected);
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
  const standins = await cleanStandins(api, signal);
  if (ours.length + images.length === 0 && !standins) print('nothing left behind\n');
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

/** Label on everything that the stand-in for Docker Desktop makes (`npm start` of the repository). */
const STANDIN_LABEL = 'hostnet.standin';

/** Removes what a stand-in left that was killed: its service is restarted for ever otherwise. Returns whether there was one. */
async function cleanStandins(api: EngineApi, signal: AbortSignal): Promise<boolean> {
  const theirs = (await api.inspectAll([STANDIN_LABEL], signal)).filter(isStandins);
  if (theirs.length === 0) return false;
  const { removeAbandoned } = await import('@hostnet/standin/leftovers');
  const removed = await removeAbandoned();
  for (const id of removed)
    print(`removed what the stand-in ${id} left: containers, networks, volumes, files\n`);
  if (removed.length === 0) print('kept the stand-in for Docker Desktop: `npm start` still runs it\n');
  return true;
}

function isStandins(entry: unknown): boolean {
  const { Config } = (entry ?? {}) as { Config?: { Labels?: Record<string, string> | null } };
  return Config?.Labels?.[STANDIN_LABEL] !== undefined;
}
