import { checkAccess, tokenCookie } from './access.ts';

const rules = { host: '127.0.0.1:4000', token: 'secret-token', cookie: 'standin_4000' };
const host = { host: '127.0.0.1:4000' };

describe('checkAccess', () => {
  it.each([
    ['the token in the address', host, 'secret-token', 'query'],
    ['the cookie', { ...host, cookie: 'a=b; standin_4000=secret-token' }, null, 'cookie'],
    ['a bearer token', { ...host, authorization: 'Bearer secret-token' }, null, 'header'],
    [
      'its own origin',
      { ...host, origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-origin' },
      'secret-token',
      'query',
    ],
    ['a typed address', { ...host, 'sec-fetch-site': 'none' }, 'secret-token', 'query'],
  ])('grants %s', (_, headers, query, by) => {
    expect(checkAccess(headers, query, rules)).toEqual({ granted: true, by });
  });

  it.each([
    ['no token', host, null],
    ['a wrong token', host, 'secret-tokeN'],
    ['an empty token', host, ''],
    ['a longer token', host, 'secret-token1'],
    ['a wrong token beside a right cookie', { ...host, cookie: 'standin_4000=secret-token' }, 'x'],
    ['another port’s cookie', { ...host, cookie: 'standin_4001=secret-token' }, null],
    ['a cookie name that only ends alike', { ...host, cookie: 'xstandin_4000=secret-token' }, null],
    ['a wrong bearer token', { ...host, authorization: 'Bearer x' }, null],
    ['a rebound name', { host: 'evil.example:4000' }, 'secret-token'],
    ['localhost, which another server may hold', { host: 'localhost:4000' }, 'secret-token'],
    ['no host', {}, 'secret-token'],
    ['another origin', { ...host, origin: 'http://127.0.0.1:4001' }, 'secret-token'],
    ['an opaque origin', { ...host, origin: 'null' }, 'secret-token'],
    ['another port of this computer', { ...host, 'sec-fetch-site': 'same-site' }, 'secret-token'],
    ['another site', { ...host, 'sec-fetch-site': 'cross-site' }, 'secret-token'],
  ])('refuses %s', (_, headers, query) => {
    expect(checkAccess(headers, query, rules)).toMatchObject({ granted: false });
  });

  it('hands out a strict cookie that scripts cannot read', () => {
    expect(tokenCookie(rules)).toBe('standin_4000=secret-token; Path=/; HttpOnly; SameSite=Strict');
  });
});
