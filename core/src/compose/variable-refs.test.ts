import type { HostRef } from './host-refs.ts';
import { portKeyOf, variableRefs } from './variable-refs.ts';

const said = (refs: readonly HostRef[]) =>
  refs.map(({ host, port }) => (port === null ? host : `${host}:${port}`));

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

describe('portKeyOf', () => {
  it.each([
    ['DB_HOST', 'DB_PORT'],
    ['PGHOST', 'PGPORT'],
    ['dbHost', 'dbPort'],
    ['db_hostname', 'db_port'],
    ['DB_NAME', null],
  ])('%s → %s', (key, port) => {
    expect(portKeyOf(key)).toBe(port);
  });
});
