import { parseEndpoint } from './endpoint.ts';
import { listQuery, withoutExtensions } from './engine-api.ts';

describe('listQuery', () => {
  it('passes options on as query parameters', () => {
    const filters = JSON.stringify({ status: ['exited'] });
    expect(listQuery({ all: true, limit: 10, filters })).toBe(
      `?all=true&limit=10&filters=${encodeURIComponent(filters)}`,
    );
    expect(listQuery(undefined)).toBe('');
    expect(listQuery({})).toBe('');
  });

  it.each([[{ filters: { status: ['exited'] } }], ['all'], [[1]]])('refuses %j', (options) => {
    expect(() => listQuery(options)).toThrow(TypeError);
  });
});

describe('withoutExtensions', () => {
  it('hides what belongs to an extension and nothing else', () => {
    const mine = { Id: '1', Labels: { 'com.docker.desktop.extension': 'true' } };
    const others = [
      { Id: '2', Labels: {} },
      { Id: '3', Labels: null },
      { Id: '4', Labels: { 'com.docker.desktop.extension': 'false' } },
    ];
    expect(withoutExtensions([mine, ...others])).toEqual(others);
  });
});

describe('parseEndpoint', () => {
  it.each([
    ['unix:///var/run/docker.sock', { kind: 'unix', socketPath: '/var/run/docker.sock' }],
    ['tcp://127.0.0.1:2375', { kind: 'tcp', host: '127.0.0.1', port: 2375 }],
    ['tcp://[::1]:2375/', { kind: 'tcp', host: '::1', port: 2375 }],
  ])('reads %s', (text, expected) => {
    expect(parseEndpoint(text)).toEqual(expected);
  });

  it.each(['', 'unix://', 'ssh://me@there', '/var/run/docker.sock', 'tcp://x', 'npipe:////./pipe/x'])(
    'refuses %p',
    (text) => {
      expect(() => parseEndpoint(text)).toThrow(/--docker-host/);
    },
  );
});
