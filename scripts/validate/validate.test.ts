import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { labelsOf } from './dockerfile.mjs';
import { checkCompose, checkMetadata } from './files.mjs';
import { checkLabels } from './labels.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const labels = labelsOf(readFileSync(`${root}Dockerfile`, 'utf8'));
const metadata = JSON.parse(readFileSync(`${root}metadata.json`, 'utf8')) as Record<string, unknown>;
const failed = (checked: readonly { rule: string; problem: string | null }[]): string[] =>
  checked.filter(({ problem }) => problem !== null).map(({ rule }) => rule);

it('npm run validate passes on this repository and ends with its count', () => {
  const printed = execFileSync(process.execPath, ['scripts/validate.mjs'], { cwd: root, encoding: 'utf8' });
  expect(printed).toMatch(/\n[1-9]\d+ passed, 0 failed\n$/);
});

it.each<[string, Record<string, string>, RegExp]>([
  ['a title with "Extension"', { 'org.opencontainers.image.title': 'My Extension' }, /title/],
  ['an exact API version', { 'com.docker.desktop.extension.api.version': '0.3.0' }, /API version/],
  ['no categories', { 'com.docker.extension.categories': '' }, /categories/],
  ['an unknown category', { 'com.docker.extension.categories': 'networking,ai' }, /categories/],
  ['an icon that is a file name', { 'com.docker.desktop.extension.icon': 'icon.svg' }, /icon/],
  ['screenshots that are no JSON', { 'com.docker.extension.screenshots': '[' }, /screenshots/],
  ['a link without a title', { 'com.docker.extension.additional-urls': '[{"url":"https://x.y"}]' }, /URLs/],
  ['a changelog of another version', { 'com.docker.extension.changelog': '<p>9.9.9</p>' }, /changelog/],
  ['a description that is not closed', { 'com.docker.extension.detailed-description': '<p>' }, /HTML/],
])('labels: finds %s', (_, over, rule) => {
  expect(failed(checkLabels(labels, '0.1.0'))).toEqual([]);
  expect(failed(checkLabels({ ...labels, ...over }, '0.1.0')).join()).toMatch(rule);
});

it.each<[string, Record<string, unknown>, RegExp]>([
  ['an obsolete key', { name: 'x' }, /obsolete/],
  ['an icon that is not there', { icon: 'no.svg' }, /icon/],
  ['an image beside the Compose file', { vm: { image: 'x', composefile: 'y' } }, /not both/],
  [
    'a socket with a path',
    { vm: { composefile: 'docker-compose.yaml', exposes: { socket: '/a/b' } } },
    /socket/,
  ],
  ['no program for Windows', { host: { binaries: [{ linux: [{ path: '/a' }] }] } }, /macOS/],
])('metadata.json: finds %s', (_, over, rule) => {
  expect(failed(checkMetadata(metadata))).toEqual([]);
  expect(failed(checkMetadata({ ...metadata, ...over })).join()).toMatch(rule);
});

it('Compose file: finds the engine’s socket, and another image', () => {
  const text = 'services:\n  a:\n    image: alpine\n    volumes: ["/var/run/docker.sock:/x"]\n';
  expect(failed(checkCompose(text))).toHaveLength(2);
});
