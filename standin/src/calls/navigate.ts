import * as z from 'zod';
import { engineGet } from '../docker/engine-api.ts';
import type { Endpoint } from '../docker/endpoint.ts';
import type { NavigateParams } from './messages.ts';

const CONTAINER_INTENTS: ReadonlySet<string> = new Set([
  'viewContainer',
  'viewContainerLogs',
  'viewContainerInspect',
  'viewContainerTerminal',
  'viewContainerStats',
]);
const BARE_INTENTS: ReadonlySet<string> = new Set(['viewContainers', 'viewImages', 'viewVolumes']);

const Container = z.looseObject({ Id: z.string() });
const Image = z.looseObject({ Id: z.string(), RepoTags: z.array(z.string()).nullish() });

/**
 * Returns why a navigation intent is refused, or null when Desktop would follow it: the object must exist, and ids must
 * be complete, 64 hexadecimal digits (extension SDK types, navigation-intents.d.ts).
 */
export async function refusalOf(
  { intent, args }: NavigateParams,
  endpoint: Endpoint,
): Promise<string | null> {
  const [first, second] = args;
  if (BARE_INTENTS.has(intent)) return null;
  if (CONTAINER_INTENTS.has(intent)) return containerRefusal(first, endpoint);
  if (intent === 'viewImage') return imageRefusal(first, second, endpoint);
  if (intent === 'viewVolume') return volumeRefusal(first, endpoint);
  return `there is no navigation intent "${intent}"`;
}

async function containerRefusal(id: unknown, endpoint: Endpoint): Promise<string | null> {
  if (typeof id !== 'string' || !/^[0-9a-f]{64}$/.test(id))
    return `"${String(id)}" is not a full container id`;
  const answer = await engineGet(endpoint, `/containers/${id}/json`);
  return answer.status === 200 && Container.safeParse(answer.body).success
    ? null
    : `container ${id} does not exist`;
}

async function imageRefusal(id: unknown, tag: unknown, endpoint: Endpoint): Promise<string | null> {
  if (typeof id !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(id))
    return `"${String(id)}" is not a full image id`;
  const answer = await engineGet(endpoint, `/images/${id}/json`);
  const image = Image.safeParse(answer.body);
  if (answer.status !== 200 || !image.success) return `image ${id} does not exist`;
  const tagged = (image.data.RepoTags ?? []).some((name) => name.endsWith(`:${String(tag)}`));
  return tagged ? null : `image ${id} has no tag "${String(tag)}"`;
}

async function volumeRefusal(name: unknown, endpoint: Endpoint): Promise<string | null> {
  if (typeof name !== 'string' || name === '') return 'a volume is named by text';
  const answer = await engineGet(endpoint, `/volumes/${encodeURIComponent(name)}`);
  return answer.status === 200 ? null : `volume ${name} does not exist`;
}
