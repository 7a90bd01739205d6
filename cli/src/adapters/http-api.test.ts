import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineFailureFrom } from '@hostnet/core';
import { INSPECT_AT_ONCE, type EngineApi } from './engine-api.ts';
import { httpApi } from './http-api.ts';

const never = new AbortController().signal;
let folder = '';
let path = '';
let server: Server | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostnet-http-'));
  path = join(folder, 'docker.sock');
});
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = null;
  rmSync(folder, { recursive: true, force: true });
});

const api = () => httpApi({ via: 'socket', path, url: `unix://${path}`, chosen: true });
async function serve(listener: RequestListener): Promise<void> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(path, resolve));
}
const answer = (status: number, body: string) => serve((_req, res) => res.writeHead(status).end(body));

/** Which failure people would be told of. */
async function failureOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  const facts = engineFailureFrom('unix:///x', error instanceof Error ? error.message : String(error));
  return facts.reachable ? 'none' : facts.failure;
}

describe('one question', () => {
  it('returns the JSON of a 2xx, and null of an empty one', async () => {
    await serve((req, res) => res.end(req.url === '/version' ? '{"Version":"28.1.0"}' : ''));
    expect(await api().version(never)).toEqual({ Version: '28.1.0' });
    expect(await api().info(never)).toBeNull();
  });

  it('asks a TCP address too', async () => {
    const tcp = createServer((_req, res) => res.end('{"Version":"1"}'));
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    const address = tcp.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const there = httpApi({ via: 'tcp', host: '127.0.0.1', port, url: '', chosen: true });
    expect(await there.version(never)).toEqual({ Version: '1' });
    await new Promise((resolve) => tcp.close(resolve));
  });

  it.each([
    [407, '{"message":"Sign in to continue using Docker Desktop"}', 'sign-in-required'],
    [407, '', 'sign-in-required'],
    [500, '{"message":"on fire"}', 'failed'],
    [302, '', 'failed'],
    [200, 'hello', 'not-an-engine'],
    [200, '<html></html>', 'not-an-engine'],
    [400, '<!DOCTYPE html>', 'not-an-engine'],
  ])('%i %j is told as %s', async (status, body, failure) => {
    await answer(status, body);
    expect(await failureOf(api().version(never))).toBe(failure);
  });

  it('quotes status and body of a refusal, shortened', async () => {
    await answer(500, `{"message":"${'x'.repeat(5000)}"}`);
    const error: unknown = await api()
      .version(never)
      .catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/500 \{"message":"x+/);
    expect(String(error).length).toBeLessThan(400);
  });

  it.each<[string, (api: EngineApi) => Promise<unknown>]>([
    ['version', (api) => api.version(never)],
    ['containers', (api) => api.inspectAll([], never)],
    ['images', (api) => api.images('x', never)],
    ['removal of an image', (api) => api.removeImage({ id: 'x', names: ['x'] }, never)],
  ])('gives up a %s that drips for ever', async (_what, ask) => {
    const drips: NodeJS.Timeout[] = [];
    await serve((_req, res) => {
      res.writeHead(200).write('{');
      drips.push(setInterval(() => res.write(' '), 20));
    });
    const soon = httpApi({ via: 'socket', path, url: `unix://${path}`, chosen: true }, 300);
    expect(await failureOf(ask(soon))).toBe('timed-out');
    drips.forEach(clearInterval);
  });

  it('takes no more of what an engine says of itself than such an answer can be', async () => {
    await serve((_req, res) => res.end(`{"Version":"${'9'.repeat(5 * 1024 * 1024)}"}`));
    expect(await failureOf(api().version(never))).toBe('not-an-engine');
  });

  it('tells an absent socket', async () => {
    expect(await failureOf(api().version(never))).toBe('no-socket');
  });

  it('gives silence up, also in the middle of an answer', async () => {
    await serve((req, res) => {
      if (req.url === '/info') res.writeHead(200).write('{');
    });
    const started = performance.now();
    const failures = await Promise.all([failureOf(api().version(never)), failureOf(api().info(never))]);
    expect(failures).toEqual(['timed-out', 'timed-out']);
    expect(performance.now() - started).toBeGreaterThan(2000);
  }, 15_000);

  it('tells a connection that ends before the answer, and in the middle of it', async () => {
    await serve((req, res) => {
      if (req.url === '/info') {
        res.writeHead(200, { 'Content-Length': '100' }).write('{');
        setTimeout(() => req.socket.destroy(), 50);
      } else req.socket.destroy();
    });
    expect(await failureOf(api().version(never))).toBe('refused');
    expect(await failureOf(api().info(never))).toBe('refused');
  });

  it('does not swallow an endless answer', async () => {
    const piece = Buffer.alloc(1024 * 1024, 32);
    await serve((_req, res) => {
      const more = () => {
        while (!res.destroyed && res.write(piece));
        if (!res.destroyed) res.once('drain', more);
      };
      res.on('error', () => undefined);
      more();
    });
    await expect(api().version(never)).rejects.toThrow('too large');
  }, 30_000);

  it('ends at once when it is aborted, before and during', async () => {
    await serve(() => undefined);
    const abort = new AbortController();
    const asked = api().version(abort.signal);
    const rejected = expect(asked).rejects.toThrow(/abort/i);
    abort.abort();
    await rejected;
    await expect(api().version(abort.signal)).rejects.toThrow(/abort/i);
  });
});

describe('inspectAll', () => {
  const ids = Array.from({ length: 30 }, (_, i) => (0xa00 + i).toString(16));

  it('keeps the list’s order and asks at most eight at once', async () => {
    let now = 0;
    let most = 0;
    await serve((req, res) => {
      if (req.url?.startsWith('/containers/json') === true) {
        res.end(JSON.stringify(ids.map((Id) => ({ Id }))));
        return;
      }
      most = Math.max(most, ++now);
      const id = /\/containers\/([0-9a-f]+)\/json/.exec(req.url ?? '')?.[1] ?? '';
      // The later ones answer sooner.
      setTimeout(
        () => {
          now--;
          res.end(JSON.stringify({ Id: id }));
        },
        40 - (parseInt(id, 16) % 30),
      );
    });
    const inspected = await api().inspectAll([], never);
    expect(inspected).toEqual(ids.map((Id) => ({ Id })));
    expect(most).toBeLessThanOrEqual(INSPECT_AT_ONCE);
    expect(most).toBeGreaterThan(1);
  });

  it('asks for all states, with every label as a filter', async () => {
    let url = '';
    await serve((req, res) => {
      url = req.url ?? '';
      res.end('[]');
    });
    expect(await api().inspectAll(['hostnet', 'a=b'], never)).toEqual([]);
    const query = new URL(url, 'http://docker').searchParams;
    expect(query.get('all')).toBe('1');
    expect(JSON.parse(query.get('filters') ?? '')).toEqual({ label: ['hostnet', 'a=b'] });
  });

  it('leaves out a container that vanished between, and fails for any other refusal', async () => {
    let status = 404;
    await serve((req, res) => {
      if (req.url?.startsWith('/containers/json') === true) res.end('[{"Id":"aa"},{"Id":"bb"}]');
      else if (req.url === '/containers/bb/json') res.writeHead(status).end('{"message":"no"}');
      else res.end('{"Id":"aa"}');
    });
    expect(await api().inspectAll([], never)).toEqual([{ Id: 'aa' }]);
    status = 500;
    await expect(api().inspectAll([], never)).rejects.toThrow('500');
  });

  it.each(['{}', 'null', '"x"', ''])('%j is no list of containers', async (body) => {
    await answer(200, body);
    expect(await failureOf(api().inspectAll([], never))).toBe('not-an-engine');
  });

  it('never puts an odd id into a path', async () => {
    const asked: string[] = [];
    await serve((req, res) => {
      asked.push(req.url ?? '');
      if (req.url?.startsWith('/containers/json') === true)
        res.end('[{"Id":"../version"},{"Id":7},null,{"Id":"ab"}]');
      else res.end('{"Id":"ab"}');
    });
    expect(await api().inspectAll([], never)).toEqual([{ Id: 'ab' }]);
    expect(asked.slice(1)).toEqual(['/containers/ab/json']);
  });
});

describe('remove', () => {
  it.each([
    [204, true],
    [404, false],
    [409, true],
  ])('is done with %i', async (status, removed) => {
    await answer(status, status === 204 ? '' : '{"message":"no"}');
    await expect(api().remove('ab', never)).resolves.toBe(removed);
  });

  it('fails with 500', async () => {
    await answer(500, '{"message":"device busy"}');
    await expect(api().remove('ab', never)).rejects.toThrow('device busy');
  });

  it('removes by force, with volumes, and escapes the name', async () => {
    let asked = '';
    await serve((req, res) => {
      asked = `${req.method ?? ''} ${req.url ?? ''}`;
      res.writeHead(204).end();
    });
    await api().remove('a/b', never);
    expect(asked).toBe('DELETE /containers/a%2Fb?force=1&v=1');
  });
});

describe('images', () => {
  const image = { repository: 'hostnet/probe', tag: 'ab', changes: ['LABEL a=b'], tar: Buffer.from('a tar') };

  it('makes one of a tar that goes with the question, and never asks a registry', async () => {
    let asked = '';
    let body = '';
    await serve((req, res) => {
      asked = decodeURIComponent(req.url ?? '');
      req.setEncoding('utf8').on('data', (text: string) => (body += text));
      req.on('end', () => res.end('{"status":"Importing"}\r\n{"status":"sha256:01"}\r\n'));
    });
    await api().importImage(image, never);
    expect(body).toBe('a tar');
    expect(asked).toBe('/images/create?fromSrc=-&repo=hostnet/probe&tag=ab&changes=LABEL+a=b');
  });

  it('says what the engine said when it fails in the middle, though its status was 200', async () => {
    await answer(200, '{"status":"Importing"}\r\n{"error":"no space left on device"}\r\n');
    await expect(api().importImage(image, never)).rejects.toThrow('no space left on device');
  });

  it.each([
    [200, true],
    [404, false],
  ])('knows whether one is there: %i', async (status, there) => {
    await answer(status, '{}');
    expect(await api().hasImage('hostnet/probe:ab', never)).toBe(there);
  });

  it('lists those with a label, with their names', async () => {
    await answer(200, '[{"Id":"sha256:01","RepoTags":["a:1","b:2"]},{"Id":"sha256:02","RepoTags":null},7]');
    expect(await api().images('hostnet.probe', never)).toEqual([
      { id: 'sha256:01', names: ['a:1', 'b:2'] },
      { id: 'sha256:02', names: [] },
    ]);
  });
});
