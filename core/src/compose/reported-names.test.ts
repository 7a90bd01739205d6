import { lint } from '../diagnose/lint.ts';
import { findingsOf, inputOf, lintText, services } from '../testing/compose-texts.ts';

/** The lines that a preview adds. */
const added = (fix: string | null | undefined) =>
  (fix ?? '')
    .split('\n')
    .filter((line) => /^\+(?!\+\+)/.test(line))
    .map((line) => line.slice(1).trim());
const file = (text: string) => ({ 'compose.yaml': text });

describe('L16: names of siblings in any usual form', () => {
  const web = (lines: string) =>
    services({ web: `    network_mode: host\n${lines}`, db: '    ports: ["5433:5432"]\n' });
  const variable = (line: string) => web(`    environment:\n      ${line}\n`);

  it.each([
    ['PGHOST: db', null],
    ['MYSQL_HOST: db', null],
    ['REDISHOST: db', null],
    ['DBHOST: db', null],
    ['dbHostName: db', null],
    ['ADO: Host=db;Port=5432;Database=x', 'ADO: Host=localhost;Port=5433;Database=x'],
    ['DSN: host=db port=5432 user=x', 'DSN: host=localhost port=5433 user=x'],
    ['ADO: Server=db,5432;User=x', 'ADO: Server=localhost,5433;User=x'],
    ['URL: jdbc:postgresql://db:5432/x', 'URL: jdbc:postgresql://localhost:5433/x'],
    ['URL: postgres://db/x', 'URL: postgres://localhost:5433/x'],
    ['DSN: u:p@tcp(db:5432)/x', 'DSN: u:p@tcp(localhost:5433)/x'],
    ['MQ: amqp://u:p@db:5432/', 'MQ: amqp://u:p@localhost:5433/'],
    ['CACHE: db:5432/0', 'CACHE: localhost:5433/0'],
  ])('HN0606 fires for %s', (line, after) => {
    const [finding, ...more] = findingsOf('HN0606', variable(line));
    expect(more).toEqual([]);
    expect(finding?.remedy?.text).toMatch(/^Write localhost\b.*5433.*: db publishes its port 5432 there\.$/);
    expect(added(finding?.fix)).toEqual(after === null ? [] : [after]);
  });

  it.each([
    ['["psql", "-h", "db", "-p", "5432"]', '["psql", "-h", "localhost", "-p", "5433"]'],
    ['["app", "--db-host", "db", "--port=5432"]', '["app", "--db-host", "localhost", "--port=5433"]'],
    ['app --db-host=db --listen :80', null],
    ['["app", "--upstream=http://db:5432"]', '["app", "--upstream=http://localhost:5433"]'],
    ['app --dbhost db', null],
    ['nc -z db 5432', 'nc -z localhost 5433'],
    [
      '["sh", "-c", "until nc -z db 5432; do sleep 1; done; app"]',
      '["sh", "-c", "until nc -z localhost 5433; do sleep 1; done; app"]',
    ],
  ])('HN0606 fires for the command %s', (command, after) => {
    const [finding, ...more] = findingsOf('HN0606', web(`    command: ${command}\n`));
    expect(more).toEqual([]);
    expect(finding?.remedy?.text).toContain('5433');
    expect(added(finding?.fix)).toEqual(after === null ? [] : [`command: ${after}`]);
  });

  it('mends a host and the port beside it', () => {
    const fix = findingsOf('HN0606', web('    environment:\n      PGHOST: db\n      PGPORT: 5432\n'))[0]?.fix;
    expect(added(fix)).toEqual(['PGHOST: localhost', 'PGPORT: 5433']);
  });

  it.each([
    'POSTGRES_DB: db',
    'DB_NAME: db',
    'APP_NAME: db',
    'PGDATABASE: db',
    'PGUSER: db',
    'DB_IMAGE: db:5432',
    'VIRTUAL_HOST: db',
    'ALLOWED_HOSTS: db,localhost',
    'RABBITMQ_DEFAULT_VHOST: db',
    'GHOST: db',
    'URL: postgres://db:db@127.0.0.1:5433/db',
    'ADO: Host=127.0.0.1;Database=db;Username=db',
    'COMPOSE_PROJECT_NAME: db',
    'QUEUE: db',
  ])('stays silent on %s', (line) => {
    expect(lintText(variable(line)).findings).toEqual([]);
  });

  it.each([
    '["app", "--name", "db", "--database=db"]',
    'mysqldump --databases db',
    'curl -o db http://127.0.0.1/db',
    'rabbitmqctl --vhost db',
    'echo "db, 5432"',
  ])('stays silent on the command %s', (command) => {
    expect(lintText(web(`    command: ${command}\n`)).findings).toEqual([]);
  });

  it('stays silent on labels, images and names', () => {
    expect(
      lintText(web('    labels: { app: db }\n    container_name: db-web\n    hostname: web\n')).findings,
    ).toEqual([]);
  });

  it('keeps passwords out of what it quotes', () => {
    const [finding] = findingsOf('HN0606', variable('ADO: Host=db;Port=5432;Password=geheim'));
    expect(finding?.evidence.join()).not.toContain('geheim');
    expect(
      lint(inputOf(file(variable('DSN: u:geheim@tcp(db:5432)/x')))).findings[0]?.evidence.join(),
    ).not.toContain('geheim');
  });
});
