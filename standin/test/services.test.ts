import { jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startStandin, type Standin } from '../src/index.ts';
import './page-types.ts';
import { docker, launchBrowser, makeImage, openTab, removeImage, traces, until } from './support.ts';

jest.setTimeout(120_000);

let browser: Browser;
let image = '';
let standin: Standin;
let page: Page;
let container = '';

beforeAll(async () => {
  image = await makeImage();
  [browser, standin] = await Promise.all([
    launchBrowser(),
    startStandin({ image, chooseFiles: (properties) => (properties === 'none' ? [] : ['/chosen']) }),
  ]);
  container = standin.vm?.firstContainer ?? '';
  page = await openTab(browser, standin.url);
  // The service may still be starting: an app must bear that, and so does this test.
  await until('the VM service answers', () => service('get', '/health').then(({ value }) => value));
});
afterAll(async () => {
  await browser.close();
  expect(await standin.stop()).toEqual([]);
  expect(await traces(image)).toEqual([]);
  await removeImage(image);
});

/** Calls the VM service from the page; a rejection comes back as data, with `has` telling which keys it really has. */
const service = (verb: 'get' | 'head' | 'delete' | 'post' | 'put' | 'patch', url: string, data?: unknown) =>
  page.evaluate(
    async ([name, path, body]): Promise<{ value?: unknown; error?: unknown }> => {
      try {
        return { value: await window.ddClient.extension.vm!.service![name as 'post'](path, body) };
      } catch (error) {
        const { name: kind, message, statusCode } = error as Record<string, unknown>;
        return { error: { isError: error instanceof Error, kind, message, statusCode } };
      }
    },
    [verb, url, data] as const,
  );

/** Runs something in the page that may reject and returns its value or the message. */
const outcome = async (work: Promise<unknown>) =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ refused: String(error).split('\n')[0] }),
  );
const navigate = (intent: string, ...args: unknown[]) =>
  page.evaluate(
    async ([name, words]) => {
      try {
        await window.ddClient.desktopUI.navigate[name]!(...words);
        return 'went';
      } catch (error) {
        return (error as Error).message;
      }
    },
    [intent, args] as const,
  );

describe('vm.service', () => {
  it('parses JSON and hands on text', async () => {
    expect(await service('get', '/health')).toEqual({ value: { status: 'ok' } });
    expect(await service('get', '/text')).toEqual({ value: 'just text' });
    expect(await service('delete', '/none')).toEqual({ value: '' });
  });

  it.each(['post', 'put', 'patch'] as const)('sends JSON with %s', async (verb) => {
    expect(await service(verb, '/echo', { a: ['ü', 1] })).toEqual({
      value: { method: verb.toUpperCase(), type: 'application/json', body: { a: ['ü', 1] } },
    });
  });

  it('takes a whole request', async () => {
    const config = {
      url: '/echo',
      method: 'post',
      headers: { 'Content-Type': 'text/x-own' },
      data: { b: 1 },
    };
    const value = await page.evaluate(
      (request) => window.ddClient.extension.vm!.service!.request(request),
      config,
    );
    expect(value).toEqual({ method: 'POST', type: 'text/x-own', body: { b: 1 } });
  });

  it('rejects a status outside 2xx with a plain object', async () => {
    expect(await service('get', '/fail')).toEqual({
      error: { isError: false, kind: 'Service Unavailable', message: '{"error":"busy"}', statusCode: 503 },
    });
    expect(await service('get', '/nowhere')).toMatchObject({
      error: { statusCode: 404, message: 'no such path' },
    });
  });

  it('rejects without a status when the service hangs up', async () => {
    expect(await service('get', '/hang-up')).toEqual({
      error: { isError: false, kind: 'Error', message: 'socket hang up', statusCode: undefined },
    });
  });

  it('reaches nothing but the service', async () => {
    expect(await service('get', 'http://127.0.0.1:80/')).toMatchObject({ error: { kind: 'TypeError' } });
  });

  it('rejects without a status while the service is down, and recovers', async () => {
    await docker('stop', '--time', '2', container);
    const down = await service('get', '/health');
    expect(down).toMatchObject({ error: { isError: false, kind: 'Error' } });
    const { message, statusCode } = down.error as { message: string; statusCode?: unknown };
    expect(message).toMatch(/ECONNREFUSED|ENOENT/);
    expect(statusCode).toBeUndefined();
    await docker('start', container);
    await until('the service is back', () => service('get', '/health').then(({ value }) => value));
  });
});

describe('vm.cli and docker.cli', () => {
  it('runs in the first service’s container', async () => {
    const lines = await page.evaluate(async () => {
      const { cli } = window.ddClient.extension.vm!;
      return (await cli.exec('ls', ['-d', '/data', '/run/guest-services/small.sock'])).lines();
    });
    expect(lines).toEqual(['/data', '/run/guest-services/small.sock', '']);
  });

  it('needs the shell’s own quotes for a format without a stream', async () => {
    const [quoted, bare] = await page.evaluate(async () => {
      const { cli } = window.ddClient.docker;
      const good = await cli.exec('version', ['--format', '"{{json .Server.Os}}"']);
      const bad = await cli
        .exec('version', ['--format', '{{json .Server.Os}}'])
        .catch((error: unknown) => error);
      return [good.parseJsonObject(), (bad as { code?: unknown }).code];
    });
    expect(quoted).toBe('linux');
    expect(bare).not.toBe(0);
    expect(bare).toBeDefined();
  });

  it('breaks on those quotes with a stream', async () => {
    const out = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          let text = '';
          window.ddClient.docker.cli.exec('version', ['--format', '"{{json .Server.Os}}"'], {
            stream: {
              onOutput: (data: { stdout?: string }) => (text += data.stdout ?? ''),
              onClose: () => resolve(text),
            },
          });
        }),
    );
    expect(out.trim()).toBe('""linux""');
  });

  it('parses JSON lines', async () => {
    const rows = await page.evaluate(async (name) => {
      const args = ['--all', '--no-trunc', '--filter', `name=${name}`, '--format', '"{{json .}}"'];
      return (await window.ddClient.docker.cli.exec('ps', args)).parseJsonLines();
    }, container);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ Names: container });
  });

  it('rejects with what docker said', async () => {
    const error = await page.evaluate(() =>
      window.ddClient.docker.cli
        .exec('inspect', ['standin-no-such-thing'])
        .catch((thrown: unknown) => thrown),
    );
    expect(error).toMatchObject({ code: 1, killed: false, cmd: 'docker inspect standin-no-such-thing' });
    expect((error as { stderr: string }).stderr).toMatch(/no such object/i);
  });
});

describe('lists and navigation', () => {
  let other = '';
  beforeAll(async () => {
    other = await docker('create', '--network', 'none', '--label', 'standin-test=other', image, 'x');
  });
  afterAll(() => docker('rm', '--force', other));

  it('lists containers as the Engine API does, without the extension’s own', async () => {
    const ids = await page.evaluate(async () =>
      (await window.ddClient.docker.listContainers({ all: true })).map(({ Id }) => Id),
    );
    expect(ids).toContain(other);
    expect(ids).not.toContain(await docker('inspect', '--format', '{{.Id}}', container));
  });

  it('passes filters on', async () => {
    const found = await page.evaluate(() =>
      window.ddClient.docker.listContainers({
        all: true,
        filters: JSON.stringify({ label: ['standin-test=other'] }),
      }),
    );
    expect(found.map(({ Id }) => Id)).toEqual([other]);
    const running = await page.evaluate(() => window.ddClient.docker.listContainers());
    expect(running.map(({ Id }) => Id)).not.toContain(other);
  });

  it('lists images', async () => {
    const tags = await page.evaluate(async () =>
      (await window.ddClient.docker.listImages()).flatMap((one) => one.RepoTags ?? []),
    );
    expect(tags).toContain(image);
  });

  it('goes to what exists and refuses the rest', async () => {
    const imageId = await docker('image', 'inspect', '--format', '{{.Id}}', image);
    expect(await navigate('viewContainers')).toBe('went');
    expect(await navigate('viewContainerLogs', other)).toBe('went');
    expect(await navigate('viewContainer', other.slice(0, 12))).toMatch(/not a full container id/);
    expect(await navigate('viewContainer', 'f'.repeat(64))).toMatch(/does not exist/);
    expect(await navigate('viewImage', imageId, 'latest')).toBe('went');
    expect(await navigate('viewImage', imageId, 'other')).toMatch(/no tag "other"/);
    expect(await navigate('viewVolume', `${standin.vm?.project ?? ''}_kept`)).toBe('went');
    expect(await navigate('viewVolume', 'standin-no-such-volume')).toMatch(/does not exist/);
    const recorded = standin
      .recordings()
      .flatMap((entry) => (entry.kind === 'navigate' ? [[entry.intent, entry.refused === null]] : []));
    expect(recorded).toEqual([
      ['viewContainers', true],
      ['viewContainerLogs', true],
      ['viewContainer', false],
      ['viewContainer', false],
      ['viewImage', true],
      ['viewImage', false],
      ['viewVolume', true],
      ['viewVolume', false],
    ]);
  });
});

describe('toasts, dialogs and addresses', () => {
  const recorded = (kind: string) => standin.recordings().filter((entry) => entry.kind === kind);

  it('records toasts by their kind', async () => {
    await page.evaluate(() => {
      const { toast } = window.ddClient.desktopUI;
      toast.success('s');
      toast.warning('w');
      toast.error('e');
    });
    const toasts = await until('three toasts are recorded', () =>
      recorded('toast').length === 3 ? recorded('toast') : undefined,
    );
    expect(
      toasts.map((entry) => (entry.kind === 'toast' ? `${entry.level} ${entry.message}` : '')).sort(),
    ).toEqual(['error e', 'success s', 'warning w']);
  });

  it('answers dialogs', async () => {
    const answers = await page.evaluate(async () => {
      const { dialog } = window.ddClient.desktopUI;
      return [await dialog.showOpenDialog({ properties: ['openFile'] }), await dialog.showOpenDialog('none')];
    });
    expect(answers).toEqual([
      { canceled: false, filePaths: ['/chosen'] },
      { canceled: true, filePaths: [] },
    ]);
  });

  it('opens web addresses only', async () => {
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(error.message));
    await page.evaluate(() => {
      for (const url of [
        'https://docs.docker.com/',
        'docker-desktop://dashboard/open',
        'file:///etc/passwd',
        'nonsense',
      ]) {
        window.ddClient.host.openExternal(url);
      }
    });
    const opened = await until('all are recorded', () =>
      recorded('openExternal').length === 4 ? recorded('openExternal') : undefined,
    );
    const allowed = opened.filter((entry) => entry.kind === 'openExternal' && entry.refused === null);
    expect(allowed).toMatchObject([{ url: 'https://docs.docker.com/' }]);
    expect(thrown).toEqual([]);
  });

  it('shows its recordings to whoever has the token', async () => {
    const { origin } = new URL(standin.url);
    const headers = { authorization: `Bearer ${standin.token}` };
    const answer = await fetch(`${origin}/__standin/recordings`, { headers });
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(standin.recordings())));
    expect((await fetch(`${origin}/__standin/recordings`)).status).toBe(403);
  });

  it('refuses calls it does not know', async () => {
    const { origin } = new URL(standin.url);
    const body = JSON.stringify({ page: 'nobody-here', id: 1, method: 'exec', params: {} });
    const headers = { authorization: `Bearer ${standin.token}` };
    const answer = await outcome(
      fetch(`${origin}/__standin/call`, { method: 'POST', headers, body }).then((got) => got.text()),
    );
    expect(answer).toEqual({ value: 'this page has no channel\n' });
  });
});
