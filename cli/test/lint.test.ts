import { execFileSync, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HOSTNET, type Ended } from './support/hostnet.ts';

/** Generous: the machine may be busy. What a person waits for a file of usual size is below 0.3 s on an idle one. */
const LINT_MS = 20_000;

interface Document {
  readonly schema: string;
  readonly files: readonly string[];
  readonly findings: readonly {
    code: string;
    severity: string;
    file: string;
    line: number;
    column: number;
    fix: string | null;
  }[];
}

describe('hostnet lint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-lint-'));
  let number = 0;
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Makes a folder with these files. */
  function project(files: Readonly<Record<string, string>>): string {
    const root = join(folder, String(number++));
    mkdirSync(root);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    return root;
  }
  function run(
    cwd: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    stdin?: string,
  ): Promise<Ended> {
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [HOSTNET, 'lint', ...args], {
        cwd,
        env: { ...process.env, ...env },
      });
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr, elapsedMs: performance.now() - started }));
      child.stdin.on('error', () => undefined);
      child.stdin.end(stdin ?? '');
    });
  }
  const codes = (ended: Ended) =>
    (JSON.parse(ended.stdout) as Document).findings.map(({ file, line, code }) => `${file}:${line} ${code}`);

  const WEB = 'services:\n  web:\n    image: nginx\n    network_mode: host\n    ports: ["8080:80"] # site\n';

  it('prints place, code, reason and preview, ends with 1, and writes nothing', async () => {
    const root = project({ 'compose.yaml': WEB });
    const ended = await run(root, []);
    expect(ended).toMatchObject({ code: 1, stderr: '' });
    expect(ended.stdout).toContain('compose.yaml:5:5  error HN0601 web is in host mode');
    expect(ended.stdout).toContain('-    ports: ["8080:80"] # site\n    +    # site\n');
    expect(readFileSync(join(root, 'compose.yaml'), 'utf8')).toBe(WEB);
    expect(readdirSync(root)).toEqual(['compose.yaml']);
  });

  it('prints one JSON document, and nothing else', async () => {
    const ended = await run(project({ 'compose.yaml': WEB }), ['--json']);
    const document = JSON.parse(ended.stdout) as Document;
    expect(document).toMatchObject({ schema: 'hostnet.lint/1', files: ['compose.yaml'] });
    expect(document.findings).toMatchObject([
      {
        code: 'HN0601',
        severity: 'error',
        file: 'compose.yaml',
        line: 5,
        column: 5,
        fix: expect.any(String) as string,
      },
    ]);
  });

  it('ends with 0 where nothing is wrong', async () => {
    const ended = await run(
      project({ 'compose.yml': 'services:\n  web: { image: nginx, ports: ["80:80"] }\n' }),
      [],
    );
    expect(ended).toMatchObject({
      code: 0,
      stdout: 'No fault found: 1 service in compose.yml.\n',
      stderr: '',
    });
  });

  it('reads what Compose reads: the default and its override, from a folder below too', async () => {
    const root = project({
      'compose.yaml': 'services:\n  web:\n    image: nginx\n    ports: ["80:80"]\n',
      'docker-compose.yml': 'broken: [',
      'compose.override.yaml': 'services:\n  web:\n    network_mode: host\n',
      'below/x': '',
    });
    expect(codes(await run(root, ['--json']))).toEqual(['compose.override.yaml:3 HN0601']);
    expect(codes(await run(join(root, 'below'), ['--json']))).toEqual(['../compose.override.yaml:3 HN0601']);
    expect(codes(await run(folder, ['--json', root]))).toEqual([
      `${join(root, 'compose.override.yaml')}:3 HN0601`,
    ]);
    expect(codes(await run(root, ['--json', 'compose.yaml']))).toEqual([]);
    expect(codes(await run(root, ['--json'], { COMPOSE_FILE: 'compose.yaml' }))).toEqual([]);
  });

  it('takes variables from the environment, then from `.env` beside the first file', async () => {
    const root = project({
      'app/compose.yaml':
        'services:\n  web:\n    image: nginx\n    network_mode: ${MODE_OF_WEB}\n    ports: ["80:80"]\n',
      'app/.env': '# mode\nMODE_OF_WEB=host\n',
    });
    expect(codes(await run(root, ['--json', 'app/compose.yaml']))).toEqual(['app/compose.yaml:5 HN0601']);
    expect(codes(await run(root, ['--json', 'app/compose.yaml'], { MODE_OF_WEB: 'bridge' }))).toEqual([]);
  });

  it('follows `extends` and `include` from where they are written', async () => {
    const root = project({
      'compose.yaml':
        'include: [infra/db.yaml]\nservices:\n  web:\n    extends: { file: base/web.yaml, service: web }\n',
      'base/web.yaml':
        'services:\n  web:\n    extends: { file: more/root.yaml, service: root }\n    network_mode: host\n',
      'base/more/root.yaml': 'services:\n  root:\n    image: x\n    environment: { DB_HOST: db }\n',
      'infra/db.yaml': 'services:\n  db: { image: postgres }\n',
    });
    expect(codes(await run(root, ['--json']))).toEqual(['base/more/root.yaml:4 HN0606']);
  });

  it('reads standard input', async () => {
    expect(codes(await run(folder, ['--json', '-'], {}, WEB))).toEqual(['stdin:5 HN0601']);
  });

  it('previews a service in the other mode, ready for patch', async () => {
    const root = project({ 'compose.yaml': WEB.replace('    network_mode: host\n', '') });
    const ended = await run(root, ['--rewrite', 'host', 'web']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('+    network_mode: host\n');
    execFileSync('git', ['apply', '--unsafe-paths', '-p0', '-'], { cwd: root, input: ended.stdout });
    expect(readFileSync(join(root, 'compose.yaml'), 'utf8')).toBe(
      'services:\n  web:\n    network_mode: host\n    image: nginx\n    # site\n',
    );
    const document = await run(root, ['--rewrite', 'bridge', 'web', '--json']);
    expect(JSON.parse(document.stdout)).toMatchObject({
      schema: 'hostnet.rewrite/1',
      service: 'web',
      to: 'bridge',
    });
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[], RegExp]>([
    ['no file at all', {}, ['.'], /no Compose file in the folder .* Expected compose\.yaml/],
    ['a path through a file', { x: '' }, ['x/../a.yaml'], /^x\/\.\.\/a\.yaml: there is no such file/],
    ['a file that is not there', {}, ['absent.yaml'], /^absent\.yaml: there is no such file\. Expected/],
    [
      'broken YAML',
      { 'a.yaml': 'services:\n  web: {' },
      ['a.yaml'],
      /^a\.yaml:\d+:\d+: this is not YAML: .*Expected/,
    ],
    ['an empty file', { 'a.yaml': '' }, ['a.yaml'], /^a\.yaml: empty\. Expected/],
    ['laughs', { 'a.yaml': laughs() }, ['a.yaml'], /^a\.yaml:\d+:\d+: its anchors expand/],
    [
      'a wrong rewrite',
      { 'a.yaml': WEB },
      ['a.yaml', '--rewrite', 'macvlan', 'web'],
      /Expected `--rewrite host SERVICE`/,
    ],
    [
      'a rewrite of nobody',
      { 'a.yaml': WEB },
      ['a.yaml', '--rewrite', 'host', 'nobody'],
      /no service "nobody".*web/,
    ],
    ['an unknown option', {}, ['--nonsense'], /unknown option/],
  ])('%s: one sentence, and exit code 2', async (_, files, args, says) => {
    const ended = await run(project(files), args);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(ended.stdout).toBe('');
  });

  it(
    'refuses 50 MB at once, and a binary too',
    async () => {
      const root = project({ 'large.yaml': '', 'binary.yaml': '\u0000\u0001' });
      truncateSync(join(root, 'large.yaml'), 50_000_000);
      const large = await run(root, ['large.yaml']);
      expect(large).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^large\.yaml: too large: 50 MB/) as string,
      });
      expect(large.elapsedMs).toBeLessThan(LINT_MS);
      const piped = await run(root, ['-'], {}, 'x'.repeat(6_000_000));
      expect(piped).toMatchObject({ code: 2, stderr: expect.stringMatching(/^stdin: too large/) as string });
      expect((await run(root, ['binary.yaml'])).stderr).toMatch(/^binary\.yaml: this is not text/);
    },
    3 * LINT_MS,
  );
});

function laughs(): string {
  const rows = Array.from({ length: 10 }, (_, level) => {
    const items = Array.from({ length: 10 }, () => (level === 0 ? 'lol' : `*a${level - 1}`));
    return `a${level}: &a${level} [${items.join(', ')}]`;
  });
  return `${rows.join('\n')}\nservices: {}\n`;
}
