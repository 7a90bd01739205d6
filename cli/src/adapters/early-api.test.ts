import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { earlyApi } from './early-api.ts';

const never = new AbortController().signal;

describe('earlyApi', () => {
  let folder = '';
  let path = '';
  let server: Server;
  let asked: string[] = [];
  beforeEach(async () => {
    asked = [];
    folder = mkdtempSync(join(tmpdir(), 'hostnet-early-'));
    path = join(folder, 'docker.sock');
    server = createServer((req, res) => {
      asked.push(req.url ?? '');
      res.end(JSON.stringify({ nth: asked.filter((url) => url === req.url).length }));
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });
  const early = (at = path) =>
    earlyApi({ via: 'socket', path: at, url: `unix://${at}`, chosen: true }, never);

  it('has asked both questions before anybody wants the answers', async () => {
    early();
    while (asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect([...asked].sort()).toEqual(['/info', '/version']);
  });

  it('gives the early answer once, and asks anew afterwards', async () => {
    const api = early();
    expect(await api?.version(never)).toEqual({ nth: 1 });
    expect(await api?.info(never)).toEqual({ nth: 1 });
    expect(await api?.version(never)).toEqual({ nth: 2 });
    expect(await api?.version(never)).toEqual({ nth: 3 });
    expect(await api?.info(never)).toEqual({ nth: 2 });
    expect(asked).toHaveLength(5);
  });

  it('keeps a failure for who asks; one that nobody asks for is no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const api = early(join(folder, 'absent.sock'));
      await new Promise((resolve) => setTimeout(resolve, 50));
      await expect(api?.version(never)).rejects.toThrow('ENOENT');
      await expect(api?.version(never)).rejects.toThrow('ENOENT');
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('asks nothing where only the docker CLI can', () => {
    expect(earlyApi({ via: 'cli', url: 'ssh://me@there', chosen: true }, never)).toBeNull();
  });
});
