import { findingsOf, services } from '../../../testing/compose-texts.ts';

const HOST = '    network_mode: host\n';
const USER = `${HOST}    user: "1000"\n`;

describe('HN0609 compose-low-port', () => {
  it.each([
    ['expose', '    expose: ["80"]\n', 6],
    ['PORT', '    environment: { PORT: 80 }\n', 6],
    ['--port', '    command: serve --port 80\n', 6],
    ['a healthcheck', '    healthcheck: { test: "curl http://127.0.0.1:80/" }\n', 6],
  ])('fires for a low port said by %s', (_, lines, line) => {
    const [finding, ...more] = findingsOf('HN0609', services({ web: USER + lines }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', line, fix: null });
    expect(finding?.remedy?.command).toBe('sudo sysctl -w net.ipv4.ip_unprivileged_port_start=80');
  });

  it.each([
    ['root', `${HOST}    user: "0:0"\n    expose: ["80"]\n`],
    ['no user', `${HOST}    expose: ["80"]\n`],
    ['a user that a variable hides', `${HOST}    user: \${UID}\n    expose: ["80"]\n`],
    ['a high port', `${USER}    expose: ["1024"]\n`],
    ['a bridge', '    user: "1000"\n    expose: ["80"]\n'],
    ['the capability', `${USER}    cap_add: [CAP_NET_BIND_SERVICE]\n    expose: ["80"]\n`],
    ['a client’s port', `${USER}    command: mysql --host db.example.org --port 80\n`],
  ])('stays silent on %s', (_, lines) => {
    expect(findingsOf('HN0609', services({ web: lines }))).toEqual([]);
  });
});
