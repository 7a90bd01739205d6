import { commandRefs, urlRefs, variableRefs, type HostRef } from './host-refs.ts';

const said = (refs: readonly HostRef[]) =>
  refs.map(({ host, port }) => (port === null ? host : `${host}:${port}`));

describe('urlRefs', () => {
  it.each([
    ['http://web', ['web']],
    ['http://web:80/path?x=http://inner:1/', ['web:80', 'inner:1']],
    ['postgres://user:p@ss@db:5432/x', ['db:5432']],
    ['mongodb://a:1,b:2/x', ['a:1', 'b:2']],
    ['jdbc:mysql://db/x', ['db']],
    ['root:pw@tcp(db:3306)/x', ['db:3306']],
    ['host=db port=5432', ['db']],
    ['Server=db;Database=x', ['db']],
    ['http://192.168.1.2:80/', ['192.168.1.2:80']],
    ['http://[::1]:80/', []],
    ['http://\u0000:80/ http://a\u0000b/', []],
    ['http://db:\u0000/', ['db']],
    ['a://b://c', []],
    ['no address', []],
    ['x'.repeat(5000), []],
  ])('%j', (text, expected) => {
    expect(said(urlRefs(text))).toEqual(expected);
  });

  it('gives the place of each name', () => {
    const text = 'amqp://u:p@q1:5672,q2:5672/';
    for (const { host, start, end } of urlRefs(text)) expect(text.slice(start, end)).toBe(host);
  });
});

describe('variableRefs', () => {
  it.each([
    ['DB_HOST', 'db', ['db']],
    ['dbHost', 'db', ['db']],
    ['KAFKA_BROKERS', 'k1:9092,k2:9092', ['k1:9092', 'k2:9092']],
    ['REDIS', 'redis:6379', ['redis:6379']],
    ['DB_TYPE', 'db', []],
    ['GHOST', 'db', []],
    ['DB_IMAGE', 'db:15', []],
    ['UPGRADE_TO', 'redis:7', []],
    ['MODE', 'a:b', []],
  ])('%s=%s', (key, text, expected) => {
    expect(said(variableRefs(key, text))).toEqual(expected);
  });
});

describe('commandRefs', () => {
  it.each([
    [['curl', 'http://web:80/'], ['web:80']],
    [['psql', '-h', 'db'], ['db']],
    [['psql', '--host', 'db', '--port', '1'], ['db']],
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
