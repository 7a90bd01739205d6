import { loadFiles } from './load.ts';
import { inputOf } from '../testing/compose-texts.ts';
import type { Node } from './located.ts';

/** Returns a node's content without places. */
function plainOf(node: Node): unknown {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'seq') return node.items.map(plainOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
}
const merged = (...texts: readonly string[]) => {
  const files = Object.fromEntries(texts.map((text, index) => [`${index}.yaml`, `services:\n  a:\n${text}`]));
  const { services } = plainOf(loadFiles(inputOf(files)).merged) as { services: { a: unknown } };
  return services.a;
};

describe('several files', () => {
  it.each<[string, string, string, unknown]>([
    ['a later text wins', '    image: a\n', '    image: b\n', { image: 'b' }],
    [
      'lists are one after the other',
      '    ports: ["1:1"]\n',
      '    ports: ["2:2"]\n',
      { ports: ['1:1', '2:2'] },
    ],
    ['commands are replaced', '    command: [a]\n', '    command: [b]\n', { command: ['b'] }],
    [
      'tests too',
      '    healthcheck: { test: [a], interval: 1s }\n',
      '    healthcheck: { test: [b] }\n',
      { healthcheck: { test: ['b'], interval: '1s' } },
    ],
    [
      'environments by name, in both forms',
      '    environment: ["A=1", "B=2"]\n',
      '    environment: { A: 3 }\n',
      { environment: { A: '3', B: '2' } },
    ],
    [
      'mappings by key',
      '    deploy: { mode: global }\n',
      '    deploy: { replicas: 2 }\n',
      { deploy: { mode: 'global', replicas: '2' } },
    ],
    ['!reset takes away', '    ports: ["1:1"]\n    image: a\n', '    ports: !reset []\n', { image: 'a' }],
    ['!override replaces', '    ports: ["1:1"]\n', '    ports: !override ["2:2"]\n', { ports: ['2:2'] }],
    ['a key without a value says nothing', '    ports: ["1:1"]\n', '    ports:\n', { ports: ['1:1'] }],
    ['another kind replaces', '    command: a\n', '    command: [b]\n', { command: ['b'] }],
  ])('%s', (_, first, second, expected) => {
    expect(merged(first, second)).toEqual(expected);
  });

  it('lists each file that was read once, those of `include` too, and leaves remote ones', () => {
    const files = {
      'a.yaml': 'include: [b.yaml, b.yaml, "oci://x/y", "https://github.com/x/y.git"]\nservices: {}\n',
      'b.yaml': 'services: { b: { image: b } }\n',
    };
    const { files: read, merged: all } = loadFiles(inputOf(files, {}, ['a.yaml']));
    expect(read).toEqual(['a.yaml', 'b.yaml']);
    expect(plainOf(all)).toMatchObject({ services: { b: { image: 'b' } } });
  });
});
