import { ComposeError } from './error.ts';
import { inputOf, lintText } from '../testing/compose-texts.ts';
import { lint } from '../diagnose/lint.ts';

/** Generous, as the machine may be busy; each of these takes below 4 s on an idle one. */
const LONG_MS = 60_000;
/** What one bad file may take, in bytes of heap. Without bounds most of these take gigabytes. */
const MOST_HEAP = 700_000_000;

function problemOf(text: string): ComposeError {
  try {
    lintText(text);
  } catch (error) {
    if (error instanceof ComposeError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

const laughs = (levels: number): string =>
  Array.from({ length: levels }, (_, level) =>
    level === 0
      ? 'a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]'
      : `a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`,
  ).join('\n');

const chain = (length: number, link: (n: number) => string): string =>
  `services:\n${Array.from({ length }, (_, n) => link(n)).join('')}`;

describe('bad input ends in one sentence with its place', () => {
  it.each<[string, string, RegExp]>([
    ['an empty text', '', /^compose\.yaml: empty\. Expected a Compose file/],
    ['only comments', '# nothing\n---\n...\n', /^compose\.yaml: empty\. Expected/],
    [
      'broken YAML',
      'services:\n  web:\n    image: a: b\n',
      /^compose\.yaml:3:\d+: this is not YAML: .*Expected/,
    ],
    ['an open quote', 'services:\n  web: "a\n', /^compose\.yaml:\d+:\d+: this is not YAML: /],
    ['a tab for indentation', 'services:\n\tweb:\n', /^compose\.yaml:2:1: this is not YAML: /],
    ['NUL', 'services:\u0000', /^compose\.yaml: this is not text\. Expected/],
    ['a list', '- a\n', /^compose\.yaml:1:1: this is a list\. Expected/],
    ['a text', 'hello', /^compose\.yaml:1:1: this is a text\. Expected/],
    [
      'another kind of YAML',
      'apiVersion: v1\nkind: Pod\n',
      /^compose\.yaml: there is no `services:` in it\. Expected/,
    ],
    [
      'services that are a list',
      'services:\n  - web\n',
      /^compose\.yaml:2:3: `services` is not a mapping\. Expected/,
    ],
    [
      'a service that is a text',
      'services:\n  web: nginx\n',
      /^compose\.yaml:2:8: services\.web is a text\. Compose refuses that\. Expected a mapping/,
    ],
    [
      'a key twice',
      'services:\n  a: {}\n  a: {}\n',
      /^compose\.yaml:3:3: the key "a" stands on line 2 already/,
    ],
    ['a key that is a list', 'services:\n  ? [a]\n  : 1\n', /^compose\.yaml:2:\d+: this key is not a text/],
    [
      'a long alias of nothing, of which the beginning is quoted',
      `services: *${'a'.repeat(5000)}\n`,
      /^compose\.yaml:1:11: the alias \*a{60} stands for nothing/,
    ],
    ['an alias of nothing', 'services: *a\n', /^compose\.yaml:1:11: the alias \*a stands for nothing/],
    [
      'an anchor within itself',
      'services: &a\n  web: *a\n',
      /^compose\.yaml:2:8: the alias \*a stands for nothing/,
    ],
    [
      'extends of nothing',
      'services:\n  a:\n    extends: b\n',
      /^compose\.yaml:3:14: there is no service "b" to extend/,
    ],
    [
      'extends in circles',
      'services:\n  a:\n    extends: b\n  b:\n    extends: a\n',
      /^compose\.yaml:\d:5: `extends` goes round in circles: a → b → a\. Expected/,
    ],
    ['extends of itself', 'services:\n  a:\n    extends: a\n', /goes round in circles: a → a/],
    [
      'a file that is not there',
      'services:\n  a:\n    extends: { file: b.yaml, service: a }\n',
      /^compose\.yaml:3:22: b\.yaml cannot/,
    ],
    ['an include that is not there', 'include: [b.yaml]\n', /^compose\.yaml:1:11: b\.yaml cannot be read/],
    [
      'an include of itself',
      'include: [compose.yaml]\n',
      /^compose\.yaml:1:11: `include` goes round in circles/,
    ],
  ])('%s', (_, text, says) => {
    const { message } = problemOf(text);
    expect(message).toMatch(says);
    expect(message).not.toMatch(/\n|\bat .*\.ts/);
  });

  it.each<[string, () => string, RegExp]>([
    [
      'six million characters',
      () => 'a'.repeat(6e6),
      /too large: 6000000 characters long\. Expected .* 5 MB/,
    ],
    ['fifty million', () => 'services: {}\n'.repeat(4e6), /too large/],
    [
      'nesting in brackets',
      () => `a: ${'['.repeat(4e6)}`,
      /^compose\.yaml:1:\d+: nested deeper than 100 levels/,
    ],
    ['nesting in dashes', () => '- '.repeat(2e6), /nested deeper/],
    [
      'nesting by indentation',
      () => Array.from({ length: 3000 }, (__, n) => `${' '.repeat(n)}a:\n`).join(''),
      /^compose\.yaml:\d+:\d+: nested deeper/,
    ],
    ['a million keys', () => 'a:\n'.repeat(1e6), /too large: more than 500000 words/],
    ['a million commas', () => `a: [${'a,'.repeat(1e6)}]`, /too large/],
    ['a million documents', () => '---\n'.repeat(1e6), /too large/],
    [
      'a million laughs',
      () => laughs(9),
      /^compose\.yaml:6:\d+: its anchors expand to more than 500000 values/,
    ],
    ['laughs without end', () => laughs(60), /its anchors expand/],
    [
      'laughs by merge keys',
      () =>
        `${laughs(4)}\nb0: &b0 { ${Array.from({ length: 900 }, (__, n) => `k${n}: 1`).join(', ')} }\n${Array.from({ length: 900 }, (__, n) => `c${n}: { <<: *b0 }\n`).join('')}`,
      /its anchors expand/,
    ],
    [
      'a deep ladder of aliases',
      () =>
        Array.from({ length: 5000 }, (__, n) => `a${n}: &a${n} [${n === 0 ? '' : `*a${n - 1}`}]\n`).join(''),
      /its anchors expand to more than .* 200 levels/,
    ],
    [
      'a long chain of extends',
      () => chain(60, (n) => `  s${n}:\n    extends: s${n + 1}\n`),
      /more than 50 services extend/,
    ],
    [
      'thousands of services',
      () => chain(3000, (n) => `  s${n}: { image: a }\n`),
      /too large: 3000 services/,
    ],
  ])(
    '%s',
    (_, make, says) => {
      const text = make();
      const before = process.memoryUsage().heapUsed;
      const { message } = problemOf(text);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(MOST_HEAP);
      expect(message).toMatch(says);
      expect(message.length).toBeLessThan(400);
    },
    LONG_MS,
  );

  it.each<[string, () => string]>([
    [
      'one value of four million characters',
      () => `services: { a: { image: a, environment: { A: "http://${'a@'.repeat(2e6)}" } } }`,
    ],
    [
      'a block text of four million',
      () => `services:\n  a:\n    image: a\n    command: |\n${'      http://db:1/ -h db\n'.repeat(1.7e5)}`,
    ],
    [
      'variables within variables',
      () => `services:\n  a:\n    image: a\n    command: ${'${A:-'.repeat(2e4)}`,
    ],
    [
      'many that name a sibling',
      () =>
        chain(
          1900,
          (n) => `  s${n}: { image: a, network_mode: host, environment: { A_HOST: s0, B: http://s1:1/ } }\n`,
        ),
    ],
    [
      'many that want one port',
      () => 'services:\n'.concat(chain(1900, (n) => `  s${n}: { image: a, ports: ["80:80"] }\n`).slice(10)),
    ],
    [
      'two thousand that extend one',
      () =>
        chain(1900, (n) => `  s${n}: { extends: base }\n`).concat(
          '  base: { image: a, network_mode: host, ports: ["1:2"] }\n',
        ),
    ],
  ])(
    'reads %s all the same, in bounded time and with bounded findings',
    (_, make) => {
      const result = lintText(make());
      expect(result.findings.length).toBeLessThanOrEqual(500);
    },
    LONG_MS,
  );

  it('S5: parses and includes each file once where includes fan out', () => {
    const [wide, levels] = [8, 6];
    const name = (level: number, n: number) => (level === 0 ? 'compose.yaml' : `l${level}n${n}.yaml`);
    const files: Record<string, string> = {};
    for (let level = 0; level <= levels; level++) {
      for (let n = 0; n < (level === 0 ? 1 : wide); n++) {
        const next = Array.from({ length: wide }, (_, one) => name(level + 1, one)).join(', ');
        files[name(level, n)] =
          `${level === levels ? '' : `include: [${next}]\n`}services:\n  s${level}x${n}: { image: a }\n`;
      }
    }
    let read = 0;
    const input = inputOf(files, {}, ['compose.yaml']);
    const load: typeof input.load = (path, folder) => {
      read += path.endsWith('.yaml') ? 1 : 0;
      return input.load(path, folder);
    };
    const result = lint({ ...input, load });
    expect(result.services).toBe(1 + wide * levels);
    expect(read).toBeLessThan(wide * wide * levels + 1);
  });

  it('S5: says where more files are named than it reads', () => {
    const files: Record<string, string> = {
      'compose.yaml': `include: [${Array.from({ length: 101 }, (_, n) => `f${n}.yaml`).join(', ')}]\n`,
    };
    for (let n = 0; n < 101; n++) files[`f${n}.yaml`] = `services: { s${n}: { image: a } }\n`;
    expect(() => lint(inputOf(files, {}, ['compose.yaml']))).toThrow(
      /^compose\.yaml:1:\d+: more than 100 files\. Expected/,
    );
  });

  it('S5: a chain of 60 includes is no circle', () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [
        `f${n}.yaml`,
        `${n === 59 ? '' : `include: [f${n + 1}.yaml]\n`}services: { s${n}: { image: a } }\n`,
      ]),
    );
    expect(lint(inputOf(files, {}, ['f0.yaml'])).services).toBe(60);
  });

  it('names the file that a fault is in, not the one that was named', () => {
    const files = {
      'a.yaml': 'services:\n  a:\n    extends: { file: b.yaml, service: a }\n',
      'b.yaml': 'services: [',
    };
    expect(() => lint(inputOf(files, {}, ['a.yaml']))).toThrow(/^b\.yaml:1:\d+: this is not YAML/);
  });
});

it.each([
  ['a service', `services: { ${'s'.repeat(9000)}: {} }\n`],
  ['an alias that YAML itself refuses', `services:\n  a:\n    <<: *${'('.repeat(9000)}\n`],
])('a name of any length, of %s, makes a sentence that can be read', (_what, text) => {
  const { message } = problemOf(text);
  expect(message.length).toBeLessThan(1500);
  expect(message).toMatch(/^compose\.yaml:\d.*\.$/);
});
