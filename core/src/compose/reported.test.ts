import { inputOf } from '../testing/compose-texts.ts';
import { lint } from '../diagnose/lint.ts';
import { patched } from '../testing/patched.ts';
import type { LintFinding } from '../judge/checks/compose/rule.ts';

type Files = Readonly<Record<string, string>>;
const found = (files: Files, code: string, named?: readonly string[]): LintFinding[] =>
  lint(inputOf(files, {}, named)).findings.filter((finding) => finding.code === code);
const codes = (files: Files, named?: readonly string[]) =>
  lint(inputOf(files, {}, named)).findings.map(({ code, file, line }) => `${code} ${file}:${line}`);
/** The files after the preview of the only finding of a code has been applied. */
const mended = (files: Files, code: string, named?: readonly string[]) => {
  const [finding, ...more] = found(files, code, named);
  expect(more).toEqual([]);
  return patched(files, finding?.fix ?? '');
};

describe('mends belong to the file that is wrong', () => {
  const BASE = 'services:\n  app:\n    image: app\n    ports:\n      - "8080:80"\n';

  it('L01: `!reset` in the overlay that turns host mode on, the base as it is', () => {
    const files = {
      'base.yaml': BASE,
      'host.yaml': 'services:\n  app:\n    network_mode: host\n    ports: []\n',
    };
    expect(mended(files, 'HN0601')).toEqual({
      'base.yaml': BASE,
      'host.yaml': 'services:\n  app:\n    network_mode: host\n    ports: !reset []\n',
    });
    expect(codes(mended(files, 'HN0601'))).toEqual([]);
  });

  it.each([
    [
      'no `ports` of its own',
      '    network_mode: host # all of it\n',
      '    ports: !reset []\n    network_mode: host # all of it\n',
    ],
    [
      'ports of its own',
      '    network_mode: host\n    ports:\n      # why\n      - "1:1"\n',
      '    network_mode: host\n    # why\n    ports: !reset []\n',
    ],
  ])('L01: an overlay with %s', (_, overlay, after) => {
    const files = { 'base.yaml': BASE, 'host.yaml': `services:\n  app:\n${overlay}` };
    const all = mended(files, 'HN0601');
    expect(all).toEqual({ 'base.yaml': BASE, 'host.yaml': `services:\n  app:\n${after}` });
    expect(codes(all)).toEqual([]);
    expect(found(files, 'HN0601')[0]?.file).toBe('host.yaml');
  });

  it('L01: an overlay in braces', () => {
    const files = { 'base.yaml': BASE, 'host.yaml': 'services: { app: { network_mode: host } }\n' };
    expect(mended(files, 'HN0601')['host.yaml']).toBe(
      'services: { app: { network_mode: host, ports: !reset [] } }\n',
    );
  });

  it('L01: `networks` and `links` of the base too', () => {
    const files = {
      'base.yaml':
        'services:\n  app:\n    image: app\n    networks: [back]\n    links: [db]\n  db:\n    image: db\nnetworks:\n  back:\n',
      'host.yaml': 'services:\n  app:\n    network_mode: host\n',
    };
    expect(mended(files, 'HN0602')['host.yaml']).toContain('    networks: !reset []\n');
    expect(mended(files, 'HN0603')['host.yaml']).toContain('    links: !reset []\n');
  });

  it.each([
    [
      'another file',
      {
        'base.yaml': BASE,
        'c.yaml':
          'services:\n  web:\n    extends: { file: base.yaml, service: app }\n    network_mode: host\n',
      },
    ],
    ['the same file', { 'c.yaml': `${BASE}  web:\n    extends: app\n    network_mode: host\n` }],
  ])('L01: `extends` of a service of %s', (_, files: Files) => {
    const all = mended(files, 'HN0601', ['c.yaml']);
    expect(all['c.yaml']).toContain('    ports: !reset []\n    network_mode: host\n');
    expect({ ...all, 'c.yaml': '' }).toEqual({ ...files, 'c.yaml': '' });
    expect(codes(all, ['c.yaml'])).toEqual([]);
  });

  it('L01: an `include` with an overlay of its own', () => {
    const files = {
      'c.yaml': 'include:\n  - path: [base.yaml, host.yaml]\n',
      'base.yaml': BASE,
      'host.yaml': 'services:\n  app:\n    network_mode: host\n',
    };
    const all = mended(files, 'HN0601', ['c.yaml']);
    expect(all['base.yaml']).toBe(BASE);
    expect(codes(all, ['c.yaml'])).toEqual([]);
  });

  it('L01: a variable of the base is said anew in the overlay', () => {
    const files = {
      'base.yaml':
        'services:\n  app:\n    image: app\n    environment:\n      DB_URL: "postgres://u:${PW}@db:5432/x"\n  db:\n    image: db\n    ports: ["5433:5432"]\n',
      'host.yaml': 'services:\n  app:\n    network_mode: host\n    environment:\n      - A=1\n',
    };
    const all = mended(files, 'HN0606');
    expect(all['base.yaml']).toBe(files['base.yaml']);
    expect(all['host.yaml']).toContain('      - "DB_URL=postgres://u:${PW}@localhost:5433/x"\n      - A=1\n');
    expect(codes(all)).toEqual([]);
  });

  it('L01: a bridge service of the base is not changed for what an overlay does to another', () => {
    const files = {
      'base.yaml':
        'services:\n  web:\n    image: web\n    environment: { HA_HOST: ha }\n  ha:\n    image: ha\n',
      'host.yaml': 'services:\n  ha:\n    network_mode: host\n',
    };
    expect(found(files, 'HN0607')).toMatchObject([{ fix: null }]);
  });

  it('L01: a file alone, and what a later file adds, lose the lines themselves', () => {
    const alone = {
      'c.yaml': 'services:\n  app:\n    image: app\n    network_mode: host\n    ports: ["1:1"]\n',
    };
    expect(mended(alone, 'HN0601')['c.yaml']).not.toContain('ports');
    const later = {
      'base.yaml': 'services:\n  app:\n    image: app\n    network_mode: host\n',
      'more.yaml': 'services:\n  app:\n    ports: ["1:1"]\n    restart: always\n',
    };
    expect(mended(later, 'HN0601')).toEqual({
      ...later,
      'more.yaml': 'services:\n  app:\n    restart: always\n',
    });
  });
});

describe('L02: the program’s own port', () => {
  const app = (lines: string, ports = '["8080:80"]') => ({
    'c.yaml': `services:\n  app:\n    image: app\n    network_mode: host\n    ports: ${ports}\n${lines}`,
  });

  it.each([
    ['environment PORT', '    environment: { PORT: 8080 }\n'],
    ['HTTP_PORT in a list', '    environment: ["HTTP_PORT=8080"]\n'],
    ['LISTEN_ADDR', '    environment: { LISTEN_ADDR: ":8080" }\n'],
    ['ASPNETCORE_URLS', '    environment: { ASPNETCORE_URLS: "http://+:8080" }\n'],
    ['--port', '    command: ["serve", "--port", "8080"]\n'],
    ['-p', '    command: serve -p 8080\n'],
    ['--listen=', '    command: serve --listen=0.0.0.0:8080\n'],
    ['-b', '    entrypoint: ["gunicorn", "-b", ":8080", "app"]\n'],
    ['a bare :8080', '    command: ["serve", ":8080"]\n'],
    ['the healthcheck', '    healthcheck: { test: curl -f http://127.0.0.1:8080/ }\n'],
    ['expose', '    expose: ["8080"]\n'],
    [
      'all of them',
      '    environment:\n      PORT: 8080\n    command: ["serve", "--port", "8080"]\n    healthcheck:\n      test: curl -f http://127.0.0.1:8080/\n',
    ],
  ])('is 8080 by %s, and no error says 80', (_, lines) => {
    const [finding] = found(app(lines), 'HN0601');
    expect(finding?.severity).toBe('warning');
    expect(finding?.detail).toContain('listens on itself: 8080, as ');
    expect(finding?.detail).not.toContain('not 8080');
  });

  it.each([
    ['nothing', ''],
    ['a database’s port', '    environment: { DB_HOST: db.example.org, DB_PORT: 8080 }\n'],
    [
      'the port of an API beside its host',
      '    environment: { WEB_HOST: api.example.org, WEB_PORT: 8080 }\n',
    ],
    ['the port of a client', '    command: psql -h db.example.org -p 8080\n'],
    ['its own other port', '    environment: { PORT: 80 }\n'],
  ])('is 80 where the file says %s', (_, lines) => {
    const [finding] = found(app(lines), 'HN0601');
    expect(finding).toMatchObject({ severity: 'error' });
    expect(finding?.detail).toContain('80, not 8080');
  });

  it('is a third one where the file says so', () => {
    expect(found(app('    environment: { PORT: 3000 }\n'), 'HN0601')[0]?.detail).toContain('3000, not 8080');
  });
});
