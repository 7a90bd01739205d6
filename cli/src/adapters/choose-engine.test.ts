import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '@hostnet/core';
import { chooseEngine, type EarlyQuestions } from './choose-engine.ts';
import { earlyApi } from './early-api.ts';
import { resolveEndpoint } from './endpoint.ts';

const never = new AbortController().signal;
let folder = '';
let server: Server | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostnet-choose-'));
});
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = null;
  rmSync(folder, { recursive: true, force: true });
});

/** Stands for the default place, or with `chosen` for one that somebody named. */
const at = (name: string, chosen = false): EarlyQuestions => {
  const path = join(folder, name);
  return { endpoint: { via: 'socket', path, url: `unix://${path}`, chosen }, api: null };
};
async function serve(name: string, body: string, urls: string[] = []): Promise<void> {
  server = createServer((req, res) => {
    urls.push(req.url ?? '');
    res.end(body);
  });
  await new Promise<void>((resolve) => server?.listen(join(folder, name), resolve));
}

/** Whether its probes are the embedded engine's own; asks only for what that one refuses at once. */
async function isEmbedded(engine: Engine): Promise<boolean> {
  const text = await engine.bringImage(AbortSignal.abort()).then(String, String);
  return text.includes('The embedded engine has no images');
}

describe('auto', () => {
  it('measures with the embedded engine where no Docker is at the default place', async () => {
    const engine = chooseEngine('auto', 'image', at('absent.sock'));
    expect(await engine.facts(never)).toMatchObject({ reachable: true, kind: 'embedded' });
    expect(await engine.containers(never)).toEqual([]);
    expect(await isEmbedded(engine)).toBe(true);
  });

  it('decides once: a Docker that comes up in the middle changes nothing', async () => {
    const engine = chooseEngine('auto', 'image', at('late.sock'));
    const urls: string[] = [];
    await engine.facts(never);
    await serve('late.sock', '{}', urls);
    expect(await engine.facts(never)).toMatchObject({ kind: 'embedded' });
    expect(await engine.containers(never)).toEqual([]);
    expect(urls).toEqual([]);
  });

  it('decides as well when containers are asked for first', async () => {
    const engine = chooseEngine('auto', 'image', at('absent.sock'));
    expect(await engine.containers(never)).toEqual([]);
  });

  it('takes the Docker that answers', async () => {
    await serve('docker.sock', '{"Version":"28.1.0","OSType":"linux"}');
    const engine = chooseEngine('auto', 'image', at('docker.sock'));
    expect(await engine.facts(never)).toMatchObject({ reachable: true, kind: 'docker', version: '28.1.0' });
    expect(await isEmbedded(engine)).toBe(false);
  });

  it('uses the questions that were asked early, and asks no other', async () => {
    const urls: string[] = [];
    await serve('docker.sock', '{"Version":"28.1.0"}', urls);
    const asked = at('docker.sock');
    const engine = chooseEngine('auto', 'image', { ...asked, api: earlyApi(asked.endpoint, never) });
    await engine.facts(never);
    expect([...urls].sort()).toEqual(['/info', '/version']);
  });

  it('tells a Docker that refuses, and never replaces it', async () => {
    writeFileSync(join(folder, 'dead.sock'), '');
    const engine = chooseEngine('auto', 'image', at('dead.sock'));
    expect(await engine.facts(never)).toMatchObject({ reachable: false, failure: 'refused' });
    expect(await isEmbedded(engine)).toBe(false);
  });

  it('tells something that is no Docker, and never replaces it', async () => {
    await serve('odd.sock', 'hello');
    const engine = chooseEngine('auto', 'image', at('odd.sock'));
    expect(await engine.facts(never)).toMatchObject({ reachable: false, failure: 'not-an-engine' });
    expect(await isEmbedded(engine)).toBe(false);
  });

  it('tells a Docker that is absent where somebody named it', async () => {
    const engine = chooseEngine('auto', 'image', at('absent.sock', true));
    expect(await engine.facts(never)).toMatchObject({ reachable: false, failure: 'no-socket' });
    expect(await isEmbedded(engine)).toBe(false);
  });

  it('reads DOCKER_HOST itself where nothing was asked early', async () => {
    const before = process.env['DOCKER_HOST'];
    process.env['DOCKER_HOST'] = `unix://${folder}/absent.sock`;
    try {
      expect(resolveEndpoint().chosen).toBe(true);
      const engine = chooseEngine('auto', 'image');
      expect(await engine.facts(never)).toMatchObject({ reachable: false, failure: 'no-socket' });
    } finally {
      if (before === undefined) delete process.env['DOCKER_HOST'];
      else process.env['DOCKER_HOST'] = before;
    }
  });

  it.each(['darwin', 'win32'] as const)('has nothing to fall back to on %s', async (platform) => {
    const before = process.platform;
    Object.defineProperty(process, 'platform', { value: platform });
    try {
      const engine = chooseEngine('auto', 'image', at('absent.sock'));
      expect(await engine.facts(never)).toMatchObject({ reachable: false, failure: 'no-socket' });
    } finally {
      Object.defineProperty(process, 'platform', { value: before });
    }
  });
});

describe('a named engine', () => {
  it('docker is Docker, there or not', async () => {
    const engine = chooseEngine('docker', 'image', at('absent.sock'));
    expect(await engine.facts(never)).toMatchObject({ reachable: false, failure: 'no-socket' });
  });

  it('embedded asks no Docker at all', async () => {
    const urls: string[] = [];
    await serve('docker.sock', '{"Version":"28.1.0"}', urls);
    const engine = chooseEngine('embedded', 'image', at('docker.sock'));
    expect(await engine.facts(never)).toMatchObject({ reachable: true, kind: 'embedded' });
    expect(urls).toEqual([]);
  });
});
