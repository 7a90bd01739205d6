import { urlRefs, type HostRef } from './host-refs.ts';

const said = (refs: readonly HostRef[]) =>
  refs.map(({ host, port }) => (port === null ? host : `${host}:${port}`));

describe('urlRefs', () => {
  it.each([
    ['http://web', ['web:80']],
    ['http://web:80/path?x=http://inner:1/', ['web:80', 'inner:1']],
    ['postgres://user:p@ss@db:5432/x', ['db:5432']],
    ['mongodb://a:1,b:2/x', ['a:1', 'b:2']],
    ['jdbc:mysql://db/x', ['db:3306']],
    ['root:pw@tcp(db:3306)/x', ['db:3306']],
    ['host=db port=5432', ['db:5432']],
    ['Server=db;Database=x', ['db']],
    ['Host=db;Port=5432;Database=x', ['db:5432']],
    ['server=db,1433;user=sa', ['db:1433']],
    ['Data Source=tcp:db,1433', ['db:1433']],
    ['jdbc:oracle:thin:@db:1521/XE', ['db:1521']],
    ['jdbc:sqlserver://db:1433;databaseName=x', ['db:1433']],
    ['amqp://u:p@mq/', ['mq:5672']],
    ['mongodb+srv://a.example.org/x', ['a.example.org']],
    ['foo://db', ['db']],
    ['http://192.168.1.2:80/', ['192.168.1.2:80']],
    ['http://[::1]:80/', ['::1:80']],
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
