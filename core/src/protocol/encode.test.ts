import { decodeSpec, encodeSpec, ProtocolError, type SessionSpec } from './index.ts';

const spec: SessionSpec = {
  v: 1,
  run: 'abcd1234',
  token: 'a'.repeat(64),
  vantage: 'host-mode',
  lifetimeMs: 5000,
  stay: false,
  listen: [{ id: 'l', transport: 'tcp', address: '::1', port: 0 }],
  dial: [],
  inspect: [{ kind: 'interfaces' }],
};

describe('encodeSpec', () => {
  it('comes back as it went, in a form no shell touches', () => {
    const text = encodeSpec(spec);
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(decodeSpec(text)).toEqual(spec);
  });

  it.each([
    ['', 'not base64url'],
    ['!!', 'not base64url'],
    ['aGVsbG8', 'base64url of JSON'],
    [encodeSpec({ ...spec, v: 2 } as unknown as SessionSpec), 'v'],
    [encodeSpec({ ...spec, token: 'x' }), 'token'],
  ])('refuses %j', (text, part) => {
    expect(() => decodeSpec(text)).toThrow(ProtocolError);
    expect(() => decodeSpec(text)).toThrow(part);
  });
});
