import { findingsOf, services } from '../../../testing/compose-texts.ts';

const project = (front: string, back = '    network_mode: host\n    environment: { PORT: 5551 }\n') =>
  services({ back, front });
const ASKS = '    environment:\n      BACKEND: http://localhost:5551/\n';

describe('HN0614 compose-bridge-localhost', () => {
  it('fires for a bridge service that asks localhost for a port of one in host mode', () => {
    const [finding, ...more] = findingsOf('HN0614', project(ASKS));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', line: 9, column: 23, service: 'front' });
    expect(finding?.detail).toContain(
      'On a bridge that is front itself, and port 5551 is that of back on the host',
    );
  });

  it('says when the other one listens on a loopback address', () => {
    const back = '    network_mode: host\n    environment: { LISTEN_ADDR: "127.0.0.1:5551" }\n';
    expect(findingsOf('HN0614', project(ASKS, back))[0]?.remedy?.text).toContain(
      'Let back listen on 0.0.0.0',
    );
  });

  it.each([
    ['a port of its own', `${ASKS}    expose: [5551]\n`, undefined],
    ['one that nobody in host mode has', ASKS, '    environment: { PORT: 5551 }\n'],
    ['its healthcheck', '    healthcheck: { test: curl localhost:5551 }\n', undefined],
  ])('stays silent on %s', (_, front, back) => {
    expect(findingsOf('HN0614', project(front, back))).toEqual([]);
  });
});
