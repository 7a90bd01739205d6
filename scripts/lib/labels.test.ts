import { existsSync, readFileSync } from 'node:fs';
import { at, projectVersion } from './paths.mjs';

/** Reads the one LABEL instruction of the Dockerfile, with PROJECT_URL put in. */
function labels(): Record<string, string> {
  const text = readFileSync(at('Dockerfile'), 'utf8');
  const url = /^ARG PROJECT_URL=(\S+)$/m.exec(text)?.[1] ?? '';
  const block = /^LABEL ((?:.*\\\n)*.*)$/m.exec(text)?.[1] ?? '';
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of block.matchAll(/([\w.-]+)="((?:[^"\\]|\\.)*)"/g))
    found[name] = value.replaceAll('${PROJECT_URL}', url).replaceAll('\\"', '"');
  return found;
}

/** Everything Docker's validator insists on, and what the Marketplace shows. */
const REQUIRED = [
  'org.opencontainers.image.title',
  'org.opencontainers.image.description',
  'org.opencontainers.image.vendor',
  'com.docker.desktop.extension.api.version',
  'com.docker.desktop.extension.icon',
  'com.docker.extension.screenshots',
  'com.docker.extension.detailed-description',
  'com.docker.extension.publisher-url',
  'com.docker.extension.additional-urls',
  'com.docker.extension.changelog',
  'com.docker.extension.categories',
];

describe('labels of the image', () => {
  test.each(REQUIRED)('%s is there', (name) => {
    expect(labels()[name]).toMatch(/\S/);
  });

  test('the title does not say extension, which the validator refuses', () => {
    expect(labels()['org.opencontainers.image.title']).not.toMatch(/extension/i);
  });

  test.each(['com.docker.extension.screenshots', 'com.docker.extension.additional-urls'])(
    '%s is JSON whose addresses are https',
    (name) => {
      const list = JSON.parse(labels()[name] ?? '') as { url: string }[];
      expect(list.length).toBeGreaterThan(0);
      for (const { url } of list) expect(url).toMatch(/^https:\/\//);
    },
  );

  test('every address that names a file of the repository names one that is there', () => {
    const paths = [
      ...Object.values(labels())
        .join(' ')
        .matchAll(/\/(?:raw|blob|tree)\/main\/([^"\s]+)/g),
    ];
    expect(paths.length).toBeGreaterThan(3);
    for (const [, path = ''] of paths)
      expect({ path, there: existsSync(at(path)) }).toEqual({ path, there: true });
  });

  test('version and changelog are those of the project', () => {
    expect(labels()['org.opencontainers.image.version']).toBe(projectVersion());
    expect(labels()['com.docker.extension.changelog']).toContain(`Version ${projectVersion()}<`);
    expect(labels()['com.docker.extension.changelog']).toMatch(/^<p>.*<\/ul>$/);
  });
});
