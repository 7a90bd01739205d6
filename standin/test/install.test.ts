import { jest } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerCli } from '../src/docker/cli.ts';
import { install } from '../src/install/install.ts';
import { newIdentity } from '../src/lifetime/identity.ts';
import { type ImageChanges, LABELS, makeImage, METADATA, removeImage, traces } from './support.ts';

jest.setTimeout(120_000);

describe('install', () => {
  let state = '';
  let image = '';
  beforeEach(async () => {
    state = await mkdtemp(join(tmpdir(), 'standin-state-'));
  });
  afterEach(async () => {
    await rm(state, { recursive: true, force: true });
    if (image !== '') await removeImage(image);
    image = '';
  });

  const identity = newIdentity();
  const installChanged = async (changes: ImageChanges = {}) => {
    image = await makeImage(changes);
    return install(dockerCli(null), image, 'acme_small', state, identity);
  };

  it('lays the parts out as Desktop does', async () => {
    const installed = await installChanged();
    const folder = join(state, 'extensions', 'acme_small');
    expect(installed).toMatchObject({ folder, title: 'Small', socket: 'small.sock' });
    expect((await readdir(folder)).sort()).toEqual(['host', 'icon.svg', 'metadata.json', 'ui', 'vm']);
    expect(installed.ui?.root).toBe(join(folder, 'ui', 'ui'));
    expect(await readFile(join(folder, 'ui', 'ui', 'assets', 'app.js'), 'utf8')).toContain('ddClient');
    expect(await readdir(join(folder, 'vm'))).toEqual(['docker-compose.yaml']);
    expect(installed.host?.names).toEqual(['tool.sh']);
    expect((await stat(join(folder, 'host', 'tool.sh'))).mode & 0o111).not.toBe(0);
  });

  it('warns of every label the validator wants, once each', async () => {
    const { warnings } = await installChanged();
    const missing = warnings.filter((warning) => warning.includes('is missing or empty'));
    expect(missing).toHaveLength(9);
    expect(new Set(warnings).size).toBe(warnings.length);
  });

  it('installs over an earlier installation', async () => {
    await installChanged();
    await removeImage(image);
    await installChanged({ files: { '/ui/assets/style.css': null, '/ui/new.txt': 'n' } });
    expect(await readdir(join(state, 'extensions', 'acme_small', 'ui', 'ui'))).toEqual(
      expect.arrayContaining(['index.html', 'new.txt']),
    );
    expect(await readdir(join(state, 'extensions', 'acme_small', 'ui', 'ui', 'assets'))).toEqual(['app.js']);
  });

  it.each<[string, ImageChanges, RegExp]>([
    ['metadata.json', { files: { '/metadata.json': null } }, /has no \/metadata\.json/],
    ['a valid metadata.json', { files: { '/metadata.json': '{' } }, /not valid JSON/],
    ['the icon', { files: { '/icon.svg': null } }, /has no \/icon\.svg, which it needs as the icon/],
    [
      'the ui root',
      { files: { '/ui/index.html': null, '/ui/assets/app.js': null, '/ui/assets/style.css': null } },
      /has no \/ui, which it needs as ui\.dashboard-tab\.root/,
    ],
    ['the entry page', { files: { '/ui/index.html': null } }, /ui\.dashboard-tab\.src is "index\.html"/],
    ['the compose file', { files: { '/docker-compose.yaml': null } }, /has no \/docker-compose\.yaml/],
    ['the host binary', { files: { '/host/linux/tool.sh': null } }, /has no \/host\/linux\/tool\.sh/],
    [
      'the executable bit',
      { modes: { '/host/linux/tool.sh': 0o644 } },
      /not an executable file \(mode 644\)/,
    ],
    [
      'different names',
      {
        files: { '/other/tool.sh': '#!/bin/sh' },
        modes: { '/other/tool.sh': 0o755 },
        metadata: {
          ...METADATA,
          host: { binaries: [{ linux: [{ path: '/host/linux/tool.sh' }, { path: '/other/tool.sh' }] }] },
        },
      },
      /names two files called "tool\.sh"/,
    ],
    [
      'the API version',
      { labels: { 'org.opencontainers.image.title': 'Small' } },
      /no label com\.docker\.desktop\.extension\.api\.version/,
    ],
    [
      'a permitted title',
      { labels: { ...LABELS, 'org.opencontainers.image.title': 'Small Extension' } },
      /refuses titles with the word/,
    ],
  ])('refuses an image without %s, in one sentence, and leaves nothing', async (_, changes, expected) => {
    const outcome = await installChanged(changes).then(
      () => null,
      (error: unknown) => error as Error,
    );
    expect(outcome?.name).toBe('StandinFailure');
    expect(outcome?.message).toMatch(expected);
    expect(outcome?.message).not.toContain('\n');
    expect(
      await readdir(join(state)).then((names) =>
        names.includes('extensions') ? readdir(join(state, 'extensions')) : [],
      ),
    ).toEqual([]);
    expect(await traces(image)).toEqual([]);
  });

  it('says so when the engine has no such image', async () => {
    await expect(install(dockerCli(null), 'standin-test/none', 'x', state, identity)).rejects.toThrow(
      'The engine has no image "standin-test/none"; build it first.',
    );
  });
});
