import { findingsOf, services } from '../../../testing/compose-texts.ts';

const host = (value: string) =>
  services({
    web: `    network_mode: host\n    environment:\n      ${value}\n`,
    db: '    ports: ["5433:5432"]\n',
    peer: '    network_mode: host\n',
  });

describe('HN0606 compose-sibling-name', () => {
  it.each([
    ['DB_URL: postgres://u:p@db:5432/db', 30, 'postgres://u:p@localhost:5433/db'],
    ['DB_HOST: db:5432', 16, 'DB_HOST: localhost:5433'],
    ['PEER_HOST: peer', 18, 'PEER_HOST: localhost'],
    ['DB_URL: "jdbc:postgresql://db:5432/db" # main', 34, 'jdbc:postgresql://localhost:5433/db" # main'],
  ])('fires for %s at the name, and previews the host’s', (line, column, after) => {
    const [finding, ...more] = findingsOf('HN0606', host(line));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', line: 6, column });
    expect(finding?.fix).toContain(after);
  });

  it('fires without a preview where no port is published for it', () => {
    expect(findingsOf('HN0606', host('A: http://db:9999/'))).toMatchObject([{ fix: null }]);
    expect(findingsOf('HN0606', host('DB_HOST: db'))).toMatchObject([{ fix: null }]);
  });

  it.each([
    ['a value that is no host', 'DB_TYPE: db'],
    ['a user, a path', 'A: http://db:db@example.org/db'],
    ['another name', 'DB_HOST: db.example.org'],
    ['an image', 'DB_IMAGE: db:15'],
    ['what a variable hides', 'DB_HOST: ${DB}'],
    ['localhost', 'A: http://localhost:5433/'],
    ['its own name', 'A: http://web/'],
  ])('stays silent on %s', (_, line) => {
    expect(findingsOf('HN0606', host(line))).toEqual([]);
  });

  it('stays silent on a name in `extra_hosts`, and on a bridge', () => {
    const known =
      '    network_mode: host\n    extra_hosts: ["db:127.0.0.1"]\n    environment: { DB_HOST: db }\n';
    expect(findingsOf('HN0606', services({ web: known, db: '' }))).toEqual([]);
    expect(findingsOf('HN0606', services({ web: '    environment: { DB_HOST: db }\n', db: '' }))).toEqual([]);
  });
});
