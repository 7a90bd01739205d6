import * as fc from 'fast-check';
import { ComposeError } from './error.ts';
import { inputOf, lintText } from '../testing/compose-texts.ts';
import { rewrite } from './rewrite.ts';
import { lint } from '../diagnose/lint.ts';

const WORDS = [
  ...[
    'services:',
    'networks:',
    'include:',
    'a:',
    'b:',
    'image: x',
    'network_mode: host',
    'network_mode: service:b',
  ],
  ...['ports:', 'ports: ["80:80"]', '- "8080:80"', '- 80', '- target: 80', 'published: 80', 'expose: [80]'],
  ...[
    'environment:',
    'A_HOST: b',
    '- A_HOST=a',
    'URL: http://b:80/',
    'healthcheck:',
    'test: curl http://localhost/',
  ],
  ...['extends: a', 'extends: { service: b }', '<<: *x', '&x', '*x', '!reset null', '!override', 'deploy:'],
  ...['replicas: 2', 'mode: global', 'external: true', 'name: host', 'driver: host', 'sysctls: [net.a=1]'],
  ...[
    'user: "1"',
    '${A:-b}',
    '${',
    '$$',
    '|',
    '>-',
    '---',
    '...',
    '# c',
    '{',
    '}',
    '[',
    ']',
    ',',
    ': ',
    '? ',
    "'",
    '"',
  ],
];

/** Lines of words that Compose files are made of, indented as it comes. */
const yamlish = fc
  .array(
    fc.tuple(
      fc.constantFrom(0, 2, 4, 6, 8),
      fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 6 })), { maxLength: 3 }),
    ),
    { maxLength: 25 },
  )
  .map((lines) => lines.map(([indent, words]) => ' '.repeat(indent) + words.join(' ')).join('\n'));

/** Services that are right as YAML, with every key that a rule reads. */
const service = fc.record(
  {
    network_mode: fc.constantFrom('host', 'bridge', 'service:b', '${M}', 'none'),
    image: fc.constant('i'),
    ports: fc.array(fc.constantFrom('80:80', '8080:80', '${P}:80', '80', '1-3:1-3', '127.0.0.1:80:80/udp')),
    environment: fc.oneof(
      fc.dictionary(
        fc.constantFrom('A_HOST', 'PORT', 'URL'),
        fc.constantFrom('a', 'b', '80', 'http://a:80/', 'http://localhost:80'),
      ),
      fc.array(fc.constantFrom('A_HOST=b', 'PORT=80', 'URL=http://b/', 'X')),
    ),
    networks: fc.constantFrom<unknown>(['n'], { n: null }, ['h'], ['h', 'n']),
    links: fc.constantFrom<unknown>(['b'], []),
    sysctls: fc.constantFrom<unknown>({ 'net.a': '1' }, ['net.a=1', 'kernel.b=1']),
    user: fc.constantFrom('0', '1000', '${U}'),
    deploy: fc.constantFrom<unknown>({ replicas: 2 }, { mode: 'global' }, {}, null),
    healthcheck: fc.constantFrom<unknown>(
      { test: 'curl localhost:80' },
      { test: ['CMD', 'curl', 'http://localhost/'] },
    ),
    expose: fc.constantFrom<unknown>([80], ['80/udp']),
  },
  { requiredKeys: ['image'] },
);
const project = fc.record({
  services: fc.record({ a: service, b: service, c: service }, { requiredKeys: ['b'] }),
  networks: fc.constant({ n: null, h: { external: true, name: 'host' } }),
});

/** Returns true for a text that Compose takes: modes beside networks, and services that need themselves, it refuses. */
function reads(text: string): boolean {
  try {
    lintText(text);
    return true;
  } catch (error) {
    if (error instanceof ComposeError) return false;
    throw error;
  }
}

/** What one text of this size may take on a busy machine; it takes a few ms on an idle one. */
const SLOW_MS = 10_000;

describe('lint', () => {
  it('ends quickly, in findings or in one sentence, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(yamlish, fc.string({ maxLength: 300, unit: 'binary' })), (text) => {
        const started = performance.now();
        try {
          lintText(text);
        } catch (error) {
          if (!(error instanceof ComposeError)) throw error;
          expect(error.message).toMatch(/^compose\.yaml(:\d+:\d+)?: .*Expected/);
          expect(error.message).not.toContain('\n');
        }
        expect(performance.now() - started).toBeLessThan(SLOW_MS);
      }),
      { numRuns: 1500 },
    );
  });

  it('finds places that are in the text, whatever the project', () => {
    fc.assert(
      fc.property(project, fc.constantFrom(0, 2), (content, indent) => {
        const text = JSON.stringify(content, null, indent);
        fc.pre(reads(text));
        const lines = text.split('\n');
        for (const finding of lintText(text).findings) {
          expect(lines[finding.line - 1]?.length).toBeGreaterThanOrEqual(finding.column);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('rewrite', () => {
  it('makes a file that reads, whatever the project', () => {
    fc.assert(
      fc.property(project, fc.constantFrom('host' as const, 'bridge' as const), (content, to) => {
        const text = yaml(content);
        fc.pre(reads(text));
        const [name = ''] = Object.keys(content.services);
        const { files } = rewrite(inputOf({ 'c.yaml': text }), to, name);
        for (const { file, text: after } of files) lint(inputOf({ [file]: after }));
      }),
      { numRuns: 500 },
    );
  });
});

/** A project as block YAML: keys and list items on lines of their own. */
function yaml(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return value.map((item) => `${indent}- ${JSON.stringify(item)}\n`).join('');
  return Object.entries(value as Record<string, unknown>)
    .map(([key, item]) => {
      const nested = typeof item === 'object' && item !== null && Object.keys(item).length > 0;
      return nested
        ? `${indent}${key}:\n${yaml(item, `${indent}  `)}`
        : `${indent}${key}: ${JSON.stringify(item)}\n`;
    })
    .join('');
}
