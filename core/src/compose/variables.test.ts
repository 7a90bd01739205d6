import { composeSiblingName } from '../judge/checks/compose/compose-sibling-name.ts';
import { inputOf } from '../testing/compose-texts.ts';
import { preview } from './diff.ts';
import { readProject } from './project.ts';
import { variablesOf } from './variables.ts';

const COMPOSE =
  'services:\n  app:\n    image: app\n    network_mode: host\n    env_file: app.env\n    environment:\n      A: "1"\n  db:\n    image: postgres\n    ports: ["5433:5432"]\n';

/** A project whose service `app` gets variables of an env file. */
function projectWith(text: string) {
  return readProject(inputOf({ 'compose.yaml': COMPOSE, 'app.env': text }, {}, ['compose.yaml']));
}
const faults = (text: string) => composeSiblingName.check(projectWith(text));

describe('L06: variables of an env file', () => {
  it('are those that `environment` does not say', () => {
    const [app] = projectWith('A=2\nB=3\n').services;
    expect(app && variablesOf(app).map(({ by }) => by)).toEqual(['environment A', 'B in app.env']);
  });

  it('HN0606 fires at the line of the env file', () => {
    const [fault, ...more] = faults('X=1\nDATABASE_URL=postgres://u:p@db:5432/x\n');
    expect(more).toEqual([]);
    expect(fault?.finding).toMatchObject({ code: 'HN0606', file: 'app.env', line: 2, column: 29 });
    expect(fault?.finding.detail).toContain('DATABASE_URL in app.env names db');
    expect(fault?.finding.remedy?.text).toBe('Write localhost:5433: db publishes its port 5432 there.');
  });

  it('are said anew in the Compose file where they hold no secret', () => {
    const edits = faults('DB_URL=http://db:5432/\n')[0]?.edits() ?? [];
    expect(preview(edits)).toContain('+      DB_URL: http://localhost:5433/\n');
    expect(faults('DB_URL=postgres://u:p@db:5432/x\n')[0]?.edits()).toBeNull();
  });

  it('say the port beside a host', () => {
    expect(faults('DB_HOST=db\nDB_PORT=5432\n')[0]?.finding.remedy?.text).toContain('localhost:5433');
  });
});
