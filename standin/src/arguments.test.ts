import { readArguments } from './arguments.ts';

describe('readArguments', () => {
  it('fills in what serve leaves open', () => {
    expect(readArguments(['serve', '--image', 'a/b'])).toEqual({
      verb: 'serve',
      image: 'a/b',
      profile: 'desktop',
      dockerHost: null,
      stateDir: null,
      port: 0,
      prefix: '/ui',
      name: null,
      scenario: null,
      json: false,
    });
  });

  it.each([
    [[], /verb is missing/],
    [['run'], /"run" is no verb/],
    [['serve'], /image is missing/],
    [['serve', 'a/b'], /one word too many/],
    [['serve', '--image'], /argument missing/],
    [['serve', '--image', 'a/b', '--profile', 'podman'], /use desktop or rancher/],
    [['serve', '--image', 'a/b', '--port', '65536'], /is no port/],
    [['serve', '--image', 'a/b', '--port', '-1'], /./],
    [['serve', '--image', 'a/b', '--prefix', '../x'], /is no path/],
    [['serve', '--image', 'a/b', '--name', 'A/b'], /--name "A\/b"/],
    [['serve', '--image', 'a/b', '--scenario', 's', '--docker-host', 'unix:///x'], /brings its own engine/],
    [['serve', '--image', 'a/b', '--wrong'], /--wrong/],
    [['install', '--image', 'a/b'], /needs --state/],
    [['install', '--image', 'a/b', '--state', '/x', '--port', '1'], /--port belongs to "serve"/],
  ])('refuses %j in one sentence', (argv, expected) => {
    expect(() => readArguments(argv)).toThrow(expected);
    try {
      readArguments(argv);
    } catch (error) {
      expect(String(error)).not.toContain('\n');
      expect(error).toMatchObject({ name: 'UsageFailure' });
    }
  });
});
