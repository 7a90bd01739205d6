import { hostBinaries, parseMetadata, socketOf } from './metadata.ts';

const good = {
  icon: 'icon.svg',
  ui: { 'dashboard-tab': { title: 'T', root: '/ui', src: 'index.html', backend: { socket: 'a.sock' } } },
  vm: { composefile: 'docker-compose.yaml', exposes: { socket: 'a.sock' } },
  host: {
    binaries: [
      { linux: [{ path: '/host/linux/a' }], darwin: [{ path: '/host/darwin/a' }] },
      { linux: [{ path: '/host/linux/b' }], windows: [{ path: '/host/windows/a.exe' }] },
    ],
  },
};
const parse = (value: unknown) => parseMetadata(JSON.stringify(value));

describe('parseMetadata', () => {
  it('reads a complete file without a warning', () => {
    const { metadata, warnings } = parse(good);
    expect(warnings).toEqual([]);
    expect(socketOf(metadata)).toBe('a.sock');
    expect(hostBinaries(metadata, 'linux')).toEqual(['/host/linux/a', '/host/linux/b']);
  });

  it.each(['name', 'provider', 'version'])('flags the obsolete key %s', (key) => {
    expect(parse({ ...good, [key]: 'x' }).warnings).toEqual([
      `/metadata.json: "${key}" is obsolete; remove it.`,
    ]);
  });

  it('flags sockets that differ, and a platform without a binary', () => {
    const { warnings } = parse({
      ...good,
      vm: { ...good.vm, exposes: { socket: 'b.sock' } },
      host: { binaries: [{ linux: [{ path: '/a' }], darwin: [{ path: '/b' }] }] },
    });
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatch(/make them the same/);
    expect(warnings[1]).toMatch(/nothing for windows/);
  });

  it.each([
    ['{', /not valid JSON/],
    ['[]', /must hold a JSON object/],
    [JSON.stringify({ ...good, icon: undefined }), /wrong at "icon"/],
    [JSON.stringify({ ...good, icons: 'x' }), /Unrecognized key/],
    [JSON.stringify({ ...good, vm: { composefile: 'a', exposes: { socket: 'x/y' } } }), /wrong at "vm/],
    [JSON.stringify({ ...good, ui: { 'dashboard-tab': { title: 'T', root: '/ui' } } }), /dashboard-tab\.src/],
    [JSON.stringify({ ...good, host: { binaries: [{ linux_amd64: [{ path: '/x' }] }] } }), /host\.binaries/],
    [JSON.stringify({ ...good, host: { binaries: [{ linux: [{ path: '/' }] }] } }), /inside the image/],
  ])('refuses %s', (text, expected) => {
    expect(() => parseMetadata(text)).toThrow(expected);
  });
});
