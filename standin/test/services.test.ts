import { jest } from '@jest/globals';
import { useStandin } from './harness.ts';
import './page-types.ts';
import { docker, until } from './support.ts';

jest.setTimeout(120_000);

const tab = useStandin('one page');
let container = '';
beforeAll(async () => {
  container = tab.standin.vm?.firstContainer ?? '';
  // The service may still be starting: an app must bear that, and so does this test.
  await until('the VM service answers', () => service('get', '/health').then(({ value }) => value));
});

/** Calls the VM service from the page; a rejection comes back as data. */
const service = (verb: 'get' | 'head' | 'delete' | 'post' | 'put' | 'patch', url: string, data?: unknown) =>
  tab.page.evaluate(
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
    const value = await tab.page.evaluate(
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
    const lines = await tab.page.evaluate(async () => {
      const { cli } = window.ddClient.extension.vm!;
      return (await cli.exec('ls', ['-d', '/data', '/run/guest-services/small.sock'])).lines();
    });
    expect(lines).toEqual(['/data', '/run/guest-services/small.sock', '']);
  });

  it('needs the shell’s own quotes for a format without a stream', async () => {
    const [quoted, bare] = await tab.page.evaluate(async () => {
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
    const out = await tab.page.evaluate(
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
    const rows = await tab.page.evaluate(async (name) => {
      const args = ['--all', '--no-trunc', '--filter', `name=${name}`, '--format', '"{{json .}}"'];
      return (await window.ddClient.docker.cli.exec('ps', args)).parseJsonLines();
    }, container);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ Names: container });
  });

  it('rejects with what docker said', async () => {
    const error = await tab.page.evaluate(() =>
      window.ddClient.docker.cli
        .exec('inspect', ['standin-no-such-thing'])
        .catch((thrown: unknown) => thrown),
    );
    expect(error).toMatchObject({ code: 1, killed: false, cmd: 'docker inspect standin-no-such-thing' });
    expect((error as { stderr: string }).stderr).toMatch(/no such object/i);
  });
});
