import { request } from 'node:http';
import { jest } from '@jest/globals';
import { startStandin, type Standin } from '../src/index.ts';
import { makeImage, METADATA, removeImage, traces } from './support.ts';

jest.setTimeout(120_000);

let image = '';
let standin: Standin;
let origin = '';

beforeAll(async () => {
  const { icon, host } = METADATA;
  image = await makeImage({
    metadata: { icon, host, ui: { 'dashboard-tab': { title: 'T', root: 'ui', src: 'index.html?v=1' } } },
    files: { '/ui/secret.json': '{}' },
  });
  standin = await startStandin({ image, prefix: '/deep/er/' });
  origin = new URL(standin.url).origin;
});
afterAll(async () => {
  expect(await standin.stop()).toEqual([]);
  expect(await traces(image)).toEqual([]);
  await removeImage(image);
});

/** One request with every header as given: fetch would not let a test set Host or Origin. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      const call = request(origin + '/', { path, headers, method, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      call.on('error', reject).end();
    },
  );
const port = () => new URL(origin).port;
const bearer = () => ({ authorization: `Bearer ${standin.token}` });

describe('the server', () => {
  it('listens on 127.0.0.1 alone', async () => {
    await expect(fetch(`http://127.0.0.2:${port()}/`)).rejects.toThrow();
    await expect(fetch(`http://[::1]:${port()}/`)).rejects.toThrow();
  });

  it('opens the entry page of the folder without a cookie, with the page’s script before its own', async () => {
    const first = await ask('/deep/er/?dialog=true');
    expect(first.status).toBe(303);
    expect(first.headers['location']).toBe('/deep/er/index.html?v=1&dialog=true');
    const page = await ask('/deep/er/index.html?v=1');
    expect(page.status).toBe(200);
    expect(page.body).toMatch(/<head><script src="\/__standin\/client\.js"><\/script><meta charset/);
    expect([first.headers['set-cookie'], page.headers['set-cookie']]).toEqual([undefined, undefined]);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
  });

  it.each([
    ['no token', () => ({})],
    ['a wrong token', () => ({ authorization: 'Bearer nonsense' })],
    ['the token in a cookie alone', () => ({ cookie: `standin_${port()}=${standin.token}` })],
  ])('answers 403 to %s on every route that acts or tells', async (_, headers) => {
    for (const [method, path] of [
      ['GET', '/__standin/recordings'],
      ['GET', '/__standin/channel?page=12345678'],
      ['POST', '/__standin/call'],
      ['POST', `/__standin/call?token=${standin.token}`],
      ['GET', '/__standin/none'],
      ['POST', '/__standin/client.js'],
    ] as const) {
      expect([method, path, (await ask(path, headers(), method)).status]).toEqual([method, path, 403]);
    }
  });

  it('keeps the token out of every answer', async () => {
    for (const path of ['/deep/er/', '/deep/er/index.html', '/__standin/client.js', '/__standin/call'])
      expect(JSON.stringify(await ask(path))).not.toContain(standin.token);
  });

  it.each([
    ['a rebound name', { host: 'attacker.example' }],
    ['localhost', { host: 'localhost' }],
    ['another origin', { origin: 'http://attacker.example' }],
    ['another port of this computer', { 'sec-fetch-site': 'same-site' }],
  ])('answers 403 to %s even with the token', async (_, headers) => {
    for (const path of ['/deep/er/index.html', '/__standin/client.js', '/__standin/recordings'])
      expect([path, (await ask(path, { ...bearer(), ...headers })).status]).toEqual([path, 403]);
  });

  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['assets/app.js', 'text/javascript; charset=utf-8'],
    ['assets/style.css', 'text/css; charset=utf-8'],
    ['secret.json', 'application/json; charset=utf-8'],
  ])('serves %s as %s, and lets nobody keep it', async (path, type) => {
    const answer = await ask(`/deep/er/${path}`, bearer());
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each([
    '/assets/app.js',
    '/deep/er/assets',
    '/deep/er/assets/',
    '/deep/er/none.js',
    '/deep/er/../../../metadata.json',
    '/deep/er/..%2f..%2fmetadata.json',
    '/deep/er/%2e%2e/%2e%2e/metadata.json',
    '/deep/er//etc/passwd',
    '/deep/er',
    '/deep/erindex.html',
    '/__standin/none',
  ])('answers 404 to %s', async (path) => {
    expect((await ask(path, bearer())).status).toBe(404);
  });

  it('answers HEAD without a body, and no other method for files', async () => {
    const head = await ask('/deep/er/assets/app.js', bearer(), 'HEAD');
    expect([head.status, head.body]).toEqual([200, '']);
    expect((await ask('/deep/er/index.html', bearer(), 'POST')).status).toBe(405);
  });

  it('offers no VM where the extension has none', async () => {
    const { body } = await ask('/__standin/client.js', bearer());
    expect(body).toContain('"hasVm":false');
    expect(standin.vm).toBeNull();
  });

  it('says in one sentence that a port is taken', async () => {
    await expect(startStandin({ image, port: Number(port()), name: 'second' })).rejects.toThrow(
      /^Port \d+ of 127\.0\.0\.1 cannot be used/,
    );
  });
});
