import { codeRefs, commandRefs } from './command-refs.ts';
import type { HostRef } from './host-refs.ts';

const said = (refs: readonly HostRef[]) =>
  refs.map(({ host, port }) => (port === null ? host : `${host}:${port}`));

describe('codeRefs', () => {
  it.each([
    ["connect(('db', 5432))", ['db:5432']],
    ["net.connect(80, 'web')", ['web:80']],
    ["get({ host: 'web', port: 80 })", ['web:80']],
    ["get({ hostname: 'web' })", ['web']],
    ["f('a', 'b')", []],
    ['no code', []],
    ['x'.repeat(5000), []],
  ])('%j', (text, expected) => {
    expect(said(codeRefs(text))).toEqual(expected);
  });
});

describe('commandRefs', () => {
  it.each([
    [['curl', 'http://web:80/'], ['web:80']],
    [['psql', '-h', 'db'], ['db']],
    [['psql', '--host', 'db', '--port', '1'], ['db:1']],
    [['x', '--redis-host=redis', '--name=db'], ['redis']],
    [['wait', 'db:5432'], ['db:5432']],
    [['x', '--addr=db:1000'], ['db:1000']],
    [['x', 'db', '-H', 'db'], []],
    [['chown', 'redis:1000', '/data'], []],
    [['pull', 'redis:7'], []],
  ])('%j', (words, expected) => {
    expect(said(commandRefs(words))).toEqual(expected);
  });
});
