import { findingsOf, services } from '../../../testing/compose-texts.ts';

describe('HN0612 compose-replicas', () => {
  it.each([
    [
      'a host-mode service that says its port',
      '    network_mode: host\n    expose: [80]\n    deploy: { replicas: 2 }\n',
      6,
    ],
    ['a scaled service with one published port', '    ports: ["8080:80"]\n    scale: 3\n', 5],
  ])('fires for %s', (_, lines, line) => {
    const [finding, ...more] = findingsOf('HN0612', services({ web: lines }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', line, fix: null });
  });

  it.each([
    ['one replica', '    network_mode: host\n    expose: [80]\n    deploy: { replicas: 1 }\n'],
    ['no port that is said', '    network_mode: host\n    deploy: { replicas: 2 }\n'],
    ['one on each node', '    network_mode: host\n    expose: [80]\n    deploy: { mode: global }\n'],
    [
      'one replica a node',
      '    network_mode: host\n    expose: [80]\n    deploy: { replicas: 2, placement: { max_replicas_per_node: 1 } }\n',
    ],
    [
      '`mode: host` ports, which Swarm’s scheduler keeps apart',
      '    ports: [{ target: 80, published: 80, mode: host }]\n    deploy: { replicas: 2 }\n',
    ],
    ['Swarm’s ingress', '    ports: ["80:80"]\n    deploy: { replicas: 2 }\n'],
    ['a range of ports', '    ports: ["8000-8009:80"]\n    scale: 3\n'],
    [
      'a number that a variable hides',
      '    network_mode: host\n    expose: [80]\n    deploy: { replicas: "${N}" }\n',
    ],
  ])('stays silent on %s', (_, lines) => {
    expect(findingsOf('HN0612', services({ web: lines }))).toEqual([]);
  });
});
