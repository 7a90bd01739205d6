import { resolveEndpoint } from './adapters/endpoint.ts';
import { addressWithoutPassword, withoutPasswords } from './passwords.ts';

describe('S7: a password in an address is never shown', () => {
  it.each([
    ['tcp://u:secret@host:2376', 'tcp://u:***@host:2376'],
    ['ssh://u:s@cret/x@host', 'ssh://u:***@host'],
    ['tcp://:secret@host', 'tcp://:***@host'],
    ['ssh://u@host', 'ssh://u@host'],
    ['unix:///var/run/docker.sock', 'unix:///var/run/docker.sock'],
    ['tcp://[::1]:2375', 'tcp://[::1]:2375'],
    ['unix:///a:b@c', 'unix:///a:b@c'],
    // Written wrong, as in an env file with a blank or a quote: shown all the same, in the sentence that says so.
    [' tcp://u:secret@host', ' tcp://u:***@host'],
    ['"tcp://u:secret@host"', '"tcp://u:***@host"'],
    ['tcp:/u:secret@host', 'tcp:***@host'],
    ['u:secret@host', 'u:***@host'],
    ['1\ntcp://u:sec\nret@host', '1\ntcp://u:***@host'],
  ])('%s', (url, shown) => {
    expect(addressWithoutPassword(url)).toBe(shown);
    expect(resolveEndpoint({ DOCKER_HOST: url }).url).toBe(shown);
  });

  it('in what docker says, written as in DOCKER_HOST or otherwise', () => {
    const env = { DOCKER_HOST: 'tcp://u:se/cret@host' };
    expect(withoutPasswords('cannot connect to tcp://u:se/cret@host: refused', env)).toBe(
      'cannot connect to tcp://u:***@host: refused',
    );
    expect(withoutPasswords('Post "http://u:other@host/v1": EOF; http://a/b:c@d', env)).toBe(
      'Post "http://u:***@host/v1": EOF; http://a/b:c@d',
    );
  });
});
