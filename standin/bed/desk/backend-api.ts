import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import type { Knobs } from '../knobs.ts';
import { resolved, saysOn } from './settings.ts';

/** Where Desktop's backend listens below the home folder: Linux, macOS (docker/mcp-gateway, sockets_*.go). */
const SOCKETS = ['.docker/desktop/backend.sock', 'Library/Containers/com.docker.docker/Data/backend.sock'];
/** Longer than any client waits: the slowest one known gives up after 3 s (desktop-facts §3.5). */
const SLOW_MS = 10_000;

/** Desktop's undocumented settings API, as far as others are known to read it. */
export class BackendApi {
  readonly #paths: readonly string[];
  #servers: Server[] = [];
  #knobs: Knobs;

  constructor(home: string, knobs: Knobs) {
    this.#paths = SOCKETS.map((path) => join(home, path));
    this.#knobs = knobs;
  }

  /** Opens, closes or changes the API as the knobs say. */
  async apply(knobs: Knobs): Promise<void> {
    this.#knobs = knobs;
    const up = knobs['backend-api'] !== 'down';
    if (up && this.#servers.length === 0)
      this.#servers = await Promise.all(this.#paths.map((path) => this.#open(path)));
    if (!up) this.close();
  }

  close(): void {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
    this.#servers = [];
    for (const path of this.#paths) rmSync(path, { force: true });
  }

  #open(path: string): Promise<Server> {
    mkdirSync(dirname(path), { recursive: true });
    const server = createServer((request, response) => {
      if (this.#knobs['backend-api'] !== 'slow') this.#answer(request.url ?? '', response);
      else setTimeout(() => this.#answer(request.url ?? '', response), SLOW_MS).unref();
    });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => resolve(server));
    });
  }

  #answer(url: string, response: ServerResponse): void {
    const [status, body] = this.#answerTo(url);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  }

  #answerTo(url: string): [status: number, body: string] {
    if (this.#knobs['backend-api'] === 'garbage') return [200, '<html>not what you asked for</html>'];
    if (url === '/ping') return [200, '{}'];
    if (url !== '/app/settings' && url !== '/app/settings/flat') return [404, '{"message":"not found"}'];
    if (resolved(this.#knobs['setting-api'], this.#knobs) === 'broken')
      return [500, '{"message":"internal error"}'];
    return [200, JSON.stringify(url === '/app/settings' ? nested(this.#knobs) : flat(this.#knobs))];
  }
}

function hostNetworking(knobs: Knobs): { value: boolean; locked: boolean } | null {
  const word = resolved(knobs['setting-api'], knobs);
  const value = saysOn(word);
  return value === null ? null : { value, locked: word.startsWith('locked') };
}

function nested(knobs: Knobs): unknown {
  const setting = hostNetworking(knobs);
  return {
    desktop: {
      enhancedContainerIsolation: { locked: knobs['eci-locked'] === 'on', value: knobs.eci !== 'off' },
      extensionsEnabled: { locked: false, value: knobs.extensions === 'on' },
      useWindowsContainers: { locked: false, value: knobs['windows-containers'] === 'on' },
    },
    vm: {
      // Bare where nobody locked it, an object where somebody did: both were seen (desktop-facts §3.5).
      network: setting ? { hostNetworkingEnabled: setting.locked ? setting : setting.value } : {},
    },
  };
}

function flat(knobs: Knobs): unknown {
  const setting = hostNetworking(knobs);
  return {
    ...(setting ? { hostNetworkingEnabled: setting.value } : {}),
    enhancedContainerIsolation: knobs.eci !== 'off',
    useWindowsContainers: knobs['windows-containers'] === 'on',
    extensionsEnabled: knobs.extensions === 'on',
  };
}
