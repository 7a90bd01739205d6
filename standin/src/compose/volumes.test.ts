import { homedir } from 'node:os';
import { readMount, toCompose } from './volumes.ts';

const context = { folder: '/ext/vm', engineSocket: '/tmp/engine.sock' };
const read = (entry: unknown) => readMount(entry, 'services.a.volumes', context);

describe('readMount', () => {
  it.each([
    ['data:/data', { type: 'volume', source: 'data', target: '/data', readOnly: false }],
    ['data:/data:ro', { type: 'volume', source: 'data', target: '/data', readOnly: true }],
    ['/data', { type: 'volume', source: null, target: '/data', readOnly: false }],
    ['./x:/x', { type: 'bind', source: '/ext/vm/x', target: '/x', readOnly: false }],
    ['~/x:/x:rw', { type: 'bind', source: `${homedir()}/x`, target: '/x', readOnly: false }],
    [
      '/var/run/docker.sock.raw:/var/run/docker.sock',
      { type: 'bind', source: '/tmp/engine.sock', target: '/var/run/docker.sock', readOnly: false },
    ],
    [
      { type: 'bind', source: '/var/run/docker.sock.raw', target: '/s', read_only: true },
      { type: 'bind', source: '/tmp/engine.sock', target: '/s', readOnly: true },
    ],
    [
      { type: 'tmpfs', target: '/t' },
      { type: 'tmpfs', source: null, target: '/t', readOnly: false },
    ],
  ])('reads %j', (entry, expected) => {
    expect(read(entry)).toEqual(expected);
  });

  it('survives being written and read again', () => {
    const mount = read('data:/data:ro');
    expect(read(toCompose(mount))).toEqual(mount);
  });

  it.each([
    'a:b',
    'a:/b:huh',
    'a:/b:ro:x',
    7,
    { type: 'npipe', target: '/x' },
    { type: 'bind', target: '/x' },
  ])('refuses %j', (entry) => {
    expect(() => read(entry)).toThrow(/services\.a\.volumes/);
  });
});
