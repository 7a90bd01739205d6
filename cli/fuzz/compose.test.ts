import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComposeError, lint, readDotenv, rewrite, type ComposeInput } from '@hostnet/core/compose';
import * as fc from 'fast-check';
import { lintJson } from '../src/lint/json.ts';
import { lintText } from '../src/lint/text.ts';
import { attack, ATTACK_MS, shareOf } from './support/attack.ts';
import { changed, edited, hostileText, jsonOf } from './support/hostile.ts';
import { endedWell, hostnet } from './support/process.ts';

/** What Compose files are made of: a right one, and pieces that stand anywhere in a wrong one. */
const RIGHT = `name: web
include:
  - path: other.yaml
x-common: &common
  restart: always
  environment: { PORT: "\${PORT:-8080}", PEER: db }
services:
  web:
    <<: *common
    image: nginx
    network_mode: host
    ports: ["8080:80", "\${DNS:-53}:53/udp", { target: 1, published: "2-9", mode: host }]
    extra_hosts: ["host.docker.internal:host-gateway"]
    healthcheck: { test: ["CMD", "curl", "http://localhost:8080"] }
    command: ["--listen", "0.0.0.0:8080"]
    depends_on: [db]
  db:
    extends: { service: far, file: other.yaml }
    env_file: [a.env]
    networks: { back: { aliases: [db] } }
    expose: [5432]
networks: { back: {} }
`;
/** The file it includes and extends. */
const OTHER = 'services: { far: { image: x } }\n';
const PIECES = [
  'services:\n',
  '  web:\n    network_mode: host\n',
  '<<: *common\n',
  '&a [*a]',
  '*missing',
  'extends: web\n',
  'include: [compose.yaml]\n',
  '${A:-${B:-${C}}}',
  '${',
  '!!binary x',
  '!reset []',
  '? complex\n: key\n',
  '"65535-1:80"',
  '- 1-65535:1-65535\n',
  '---\n',
  '...\n',
  '\t',
  '%YAML 9.9\n',
  '{'.repeat(200),
  '- '.repeat(500),
  'a: &x [*x, *x]\n',
];
const piece = fc.oneof(fc.constantFrom(...PIECES), hostileText);

const inputOf = (text: string, other: string): ComposeInput => ({
  files: [{ file: 'compose.yaml', text }],
  variables: new Map([['PORT', '${PORT}']]),
  // No file system has a longer name (limits.h, NAME_MAX).
  load: (path, folder) =>
    path.length > 255
      ? { problem: 'its name is too long. Expected the path of a Compose file.', absent: false }
      : { file: join(folder, path), text: other },
});

/** A sentence that says what was wrong is all that may come of bad input. */
function orComposeError<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    if (error.message.length > 2000)
      throw new Error(`a sentence of ${error.message.length} characters: ${error.message}`, { cause: error });
    return null;
  }
}

describe('Compose files', () => {
  it(
    'are judged and rewritten, or refused in a sentence',
    async () => {
      let judged = 0;
      await attack({
        boundary: 'Compose: changed files, linted and rewritten',
        cases: 6000,
        input: fc.tuple(
          fc.oneof(edited(RIGHT, piece, 1), edited(RIGHT, piece)),
          fc.oneof({ weight: 3, arbitrary: fc.constant(OTHER) }, edited(OTHER, piece)),
          fc.boolean(),
        ),
        meet([text, other, toHost]) {
          const input = inputOf(text, other);
          const result = orComposeError(() => lint(input));
          if (result) {
            judged += 1;
            const told = lintText(result, { colour: false, width: 100 }) + lintJson(result);
            const most = 200 * (text.length + other.length) + 100_000;
            if (told.length > most) throw new Error(`${told.length} characters of ${text.length}`);
          }
          orComposeError(() => rewrite(input, toHost ? 'host' : 'bridge', 'web'));
        },
      });
      // Where all were refused, nothing but the parser was tried.
      expect(judged).toBeGreaterThan(shareOf(6000) / 20);
    },
    ATTACK_MS,
  );

  it(
    'made of other values than Compose knows are refused too',
    async () => {
      const model = {
        services: {
          web: {
            image: 'x',
            network_mode: 'host',
            ports: ['80:80'],
            environment: { A: 'b' },
            extra_hosts: ['a:1.1.1.1'],
          },
          db: {
            extends: { service: 'web' },
            networks: ['back'],
            healthcheck: { test: ['CMD', 'x'] },
            env_file: ['x'],
          },
        },
        networks: { back: { driver: 'host' } },
      };
      await attack({
        boundary: 'Compose: values of wrong types',
        cases: 4000,
        input: changed(model),
        meet(value) {
          const input = inputOf(jsonOf(value), 'services: {}');
          orComposeError(() => lint(input));
          orComposeError(() => rewrite(input, 'bridge', 'web'));
        },
      });
    },
    ATTACK_MS,
  );

  it(
    'env files are read, whatever they hold',
    async () => {
      await attack({
        boundary: 'Compose: env files',
        cases: 6000,
        input: edited('A=1\nexport B="x${A}y"\n# c\nC=\'z\'\nD=${A:-${B:?no}}\n', piece),
        meet(text) {
          orComposeError(() => readDotenv('a.env', text));
        },
      });
    },
    ATTACK_MS,
  );

  it(
    'and `hostnet lint` says what it makes of them',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hostnet-fuzz-'));
      const file = join(folder, 'compose.yaml');
      try {
        await attack({
          boundary: 'Compose: hostnet lint',
          cases: 60,
          input: fc.tuple(edited(RIGHT, piece), edited('A=1\n', piece), fc.boolean()),
          mostMs: 20_000,
          async meet([text, env, piped]) {
            writeFileSync(file, text, 'latin1');
            writeFileSync(join(folder, 'a.env'), env);
            writeFileSync(join(folder, '.env'), env);
            endedWell(await (piped ? hostnet(['lint', '-'], { input: text }) : hostnet(['lint', file])));
            expect(readdirSync(folder).sort()).toEqual(['.env', 'a.env', 'compose.yaml']);
          },
        });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    ATTACK_MS,
  );
});

it('the file they start from is a right one', () => {
  expect(lint(inputOf(RIGHT, OTHER)).findings).not.toEqual([]);
});
