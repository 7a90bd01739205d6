import type { Socket } from 'node:net';
import type { FrontContext } from './context.ts';
import { callEngine } from './engine-call.ts';
import { answer } from './head.ts';

/** libnetwork's text; an engine of Windows containers has no network of that name (moby#38166). */
const WINDOWS_TEXT = 'network host not found';

/**
 * Refuses to start a host-mode container on an engine of Windows containers and returns true; returns false for
 * anything else. As a failed start does in the engine, it ends the attach streams and removes a `--rm` container.
 * The refusal stands here and not at create, because the CLI takes a 404 at create for a missing image.
 */
export async function refuseStart(
  client: Socket,
  container: string,
  context: FrontContext,
): Promise<boolean> {
  if (context.knobs()['windows-containers'] === 'off') return false;
  const got = await callEngine(context.engineSocket, 'GET', `/containers/${container}/json`);
  if (got.status !== 200) return false;
  const facts = JSON.parse(got.body) as {
    Id: string;
    Name: string;
    HostConfig: { NetworkMode: string; AutoRemove: boolean };
  };
  if (facts.HostConfig.NetworkMode !== 'host') return false;
  client.resume();
  client.end(answer(404, JSON.stringify({ message: WINDOWS_TEXT })));
  for (const [name, streams] of context.attached) {
    const same = facts.Id.startsWith(name) || facts.Name === `/${name}`;
    if (same) for (const stream of streams) stream.end();
  }
  if (facts.HostConfig.AutoRemove) {
    await callEngine(context.engineSocket, 'DELETE', `/containers/${facts.Id}?force=1`).catch(
      () => undefined,
    );
  }
  return true;
}
