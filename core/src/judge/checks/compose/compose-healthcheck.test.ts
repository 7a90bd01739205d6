import { findingsOf, services } from '../../../testing/compose-texts.ts';

const check = (test: string, mode = 'network_mode: host') =>
  services({ web: `    ${mode}\n    healthcheck:\n      test: ${test}\n` });

describe('HN0608 compose-healthcheck', () => {
  it.each([
    '["CMD", "curl", "-f", "http://localhost:8080/health"]',
    '["CMD-SHELL", "curl -f http://localhost:8080/health || exit 1"]',
    'wget -qO- http://localhost/ || exit 1',
    '["CMD", "pg_isready", "-h", "localhost"]',
    '["CMD", "nc", "-z", "localhost:8080"]',
    "['CMD', 'redis-cli', '--host=localhost']",
  ])('fires for %s, and previews 127.0.0.1', (test) => {
    const [finding, ...more] = findingsOf('HN0608', check(test));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', line: 6 });
    expect(finding?.fix).toContain(`+      test: ${test.replace('localhost', '127.0.0.1')}`);
  });

  it.each([
    ['a bridge', check('curl http://localhost/', 'network_mode: bridge')],
    ['127.0.0.1', check('curl http://127.0.0.1/')],
    ['another host', check('curl http://localhost.example.org/')],
    ['a header', check(`["CMD", "curl", "-H", "X: localhost", "http://127.0.0.1/"]`)],
    ['a healthcheck that is off', `${check('curl http://localhost/')}      disable: true\n`],
  ])('stays silent on %s', (_, text) => {
    expect(findingsOf('HN0608', text)).toEqual([]);
  });
});
