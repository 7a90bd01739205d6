import { findingsOf, services } from '../../../testing/compose-texts.ts';

describe('HN0605 compose-port-clash', () => {
  it('fires as an error for two that publish one port, at the later, with both places', () => {
    const text = services({ a: '    ports: ["8080:80"]\n', b: '    ports: ["8080:81"]\n' });
    const [finding, ...more] = findingsOf('HN0605', text);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'error',
      title: 'a and b both want port 8080/tcp',
      line: 7,
      column: 13,
      evidence: ['a publishes 8080:80 (compose.yaml:4)', 'b publishes 8080:81 (compose.yaml:7)'],
    });
  });

  it('fires as a warning where one is in host mode and says what it listens on', () => {
    const text = services({ a: '    ports: ["80:8080"]\n', b: '    network_mode: host\n    expose: [80]\n' });
    expect(findingsOf('HN0605', text)).toMatchObject([{ severity: 'warning', line: 8 }]);
  });

  it('fires for overlapping ranges, UDP as UDP', () => {
    const text = services({
      a: '    ports: ["5000-5010:5000-5010/udp"]\n',
      b: '    ports: ["5005:1/udp"]\n',
    });
    expect(findingsOf('HN0605', text)[0]?.title).toBe('a and b both want port 5005/udp');
  });

  it('fires for services of one profile', () => {
    const lines = '    profiles: [x]\n    ports: ["1:1"]\n';
    expect(findingsOf('HN0605', services({ a: lines, b: lines }))).toHaveLength(1);
  });

  it.each([
    ['different ports', '["1:1"]', '["2:1"]'],
    ['different transports', '["53:53"]', '["53:53/udp"]'],
    ['different addresses', '["127.0.0.1:1:1"]', '["192.0.2.1:1:1"]'],
    ['ports that the engine chooses', '["80"]', '["80"]'],
    ['ports that a variable hides', '["${P}:80"]', '["${P}:80"]'],
    ['addresses that a variable hides', '["${A}:1:80"]', '["${B}:1:80"]'],
  ])('stays silent on %s', (_, a, b) => {
    expect(findingsOf('HN0605', services({ a: `    ports: ${a}\n`, b: `    ports: ${b}\n` }))).toEqual([]);
  });

  it.each([
    ['different profiles', '    profiles: [x]\n', '    profiles: [y]\n'],
    ['a service scaled to nothing', '', '    deploy: { replicas: 0 }\n'],
  ])('stays silent on %s', (_, a, b) => {
    const ports = '    ports: ["1:1"]\n';
    expect(findingsOf('HN0605', services({ a: a + ports, b: b + ports }))).toEqual([]);
  });
});
