import { originRefusal, tokenRefusal } from './access.ts';

const HOST = '127.0.0.1:4000';
const TOKEN = 'secret-token';
const host = { host: HOST };

describe('originRefusal', () => {
  it.each([
    ['a program', host],
    ['its own origin', { ...host, origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-origin' }],
    ['a typed address', { ...host, 'sec-fetch-site': 'none' }],
  ])('lets %s in', (_, headers) => {
    expect(originRefusal(headers, HOST)).toBeNull();
  });

  it.each([
    ['a rebound name', { host: 'evil.example:4000' }],
    ['localhost, which another server may hold', { host: 'localhost:4000' }],
    ['no host', {}],
    ['another origin', { ...host, origin: 'http://127.0.0.1:4001' }],
    ['an opaque origin', { ...host, origin: 'null' }],
    ['another port of this computer', { ...host, 'sec-fetch-site': 'same-site' }],
    ['another site', { ...host, 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s', (_, headers) => {
    expect(originRefusal(headers, HOST)).toMatch(/only|may not call this server/);
  });
});

describe('tokenRefusal', () => {
  it('lets the token in a header in', () => {
    expect(tokenRefusal({ authorization: 'Bearer secret-token' }, TOKEN)).toBeNull();
  });

  it.each([
    ['no token', {}],
    ['an empty token', { authorization: 'Bearer ' }],
    ['a wrong token', { authorization: 'Bearer secret-tokeN' }],
    ['a longer token', { authorization: 'Bearer secret-token1' }],
    ['another scheme', { authorization: 'Basic secret-token' }],
    ['the token in a cookie alone', { cookie: 'standin_4000=secret-token; token=secret-token' }],
    ['a right cookie beside a wrong token', { cookie: 'token=secret-token', authorization: 'Bearer x' }],
  ])('refuses %s', (_, headers) => {
    expect(tokenRefusal(headers, TOKEN)).toMatch(/open the address that "standin serve" printed/);
  });
});
