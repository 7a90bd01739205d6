import { findingsOf, inputOf, lintText, services } from '../testing/compose-texts.ts';
import { patched } from '../testing/patched.ts';
import { rewrite } from './rewrite.ts';

describe('L07: ports with `mode: host` in a swarm', () => {
  const dns = (deploy: string) =>
    `    ports: [{ target: 53, published: 53, protocol: udp, mode: host }]\n    deploy: ${deploy}\n`;
  const two = (first: string, second = first) => services({ dns1: dns(first), dns2: dns(second) });

  it.each([
    [
      'on nodes that placement keeps apart',
      two(
        '{ replicas: 1, placement: { constraints: [node.labels.dns1 == yes] } }',
        '{ replicas: 1, placement: { constraints: [node.labels.dns2 == yes] } }',
      ),
    ],
    ['wherever the scheduler puts them', two('{ replicas: 1 }')],
    ['several of each', two('{ replicas: 3 }')],
    ['at most one of each on a node', two('{ replicas: 2, placement: { max_replicas_per_node: 1 } }')],
    ['one on every node, and others', two('{ mode: global }', '{ replicas: 1 }')],
    ['on every node of two kinds', two('{ mode: global, placement: { constraints: [node.labels.a == 1] } }')],
  ])('are no fault: %s', (_, text) => {
    expect(lintText(text).findings).toEqual([]);
  });

  it('of two services on every node leave one pending on each', () => {
    const [finding, ...more] = lintText(two('{ mode: global }')).findings;
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'HN0605', severity: 'warning' });
    expect(finding?.detail).toContain('on each one of them stays pending');
  });

  it('and one of the ingress network are refused', () => {
    const text = services({
      a: dns('{ replicas: 1 }'),
      b: '    ports: ["53:53/udp"]\n    deploy: { replicas: 1 }\n',
    });
    expect(findingsOf('HN0605', text)).toMatchObject([{ severity: 'error' }]);
  });

  it('without Swarm clash on one machine', () => {
    const ports = '    ports: [{ target: 53, published: 53, mode: host }]\n';
    expect(findingsOf('HN0605', services({ a: ports, b: ports }))).toMatchObject([{ severity: 'error' }]);
  });

  it('no sentence says that Swarm does not look at them', () => {
    const text = services(
      { web: '    networks: [h]\n    expose: [80]\n    deploy: { replicas: 2, update_config: {} }\n' },
      'networks:\n  h: { external: true, name: host }\n',
    );
    const [finding] = findingsOf('HN0612', text);
    expect(finding?.detail).not.toContain('does not look');
    expect(finding?.detail).toContain('keeps apart ports that are published with `mode: host`');
  });
});

describe('L08: keys that the engine refuses beside the network of another container', () => {
  const web = (lines: string, mode = 'service:vpn', vpn = '    network_mode: host\n') =>
    services({ web: `    network_mode: ${mode}\n${lines}`, vpn });

  it.each([
    ['ports: ["8080:80"]', 'port publishing and the container type network mode'],
    ['expose: ["80"]', 'port exposing and the container type network mode'],
    ['hostname: a', 'hostname and the network mode'],
    ['dns: 192.0.2.53', 'dns and the network mode'],
    ['dns: ["192.0.2.53"]', 'dns and the network mode'],
    ['extra_hosts: ["a:192.0.2.1"]', 'custom host-to-IP mapping and the network mode'],
    ['links: [vpn]', 'can’t be used with links'],
    ['mac_address: 02:42:ac:11:65:43', 'mac-address and the network mode'],
  ])('%s', (line, refusal) => {
    for (const mode of ['service:vpn', 'container:other']) {
      const text = web(`    ${line}\n    restart: always\n`, mode);
      const [finding, ...more] = lintText(text).findings;
      expect(more).toEqual([]);
      expect(finding).toMatchObject({
        code: 'HN0615',
        severity: 'error',
        line: 5,
        column: 5,
        service: 'web',
      });
      expect(finding?.detail).toContain(`"conflicting options: `);
      expect(finding?.detail).toContain(refusal);
      const after = patched({ 'compose.yaml': text }, finding?.fix ?? '')['compose.yaml'] ?? '';
      expect(lintText(after).findings).toEqual([]);
    }
  });

  it('proposes to publish on the service whose network it is, unless that is the host’s', () => {
    const ports = '    ports: ["8080:80"]\n';
    expect(findingsOf('HN0615', web(ports))[0]?.remedy?.text).toContain('vpn is in host mode');
    expect(findingsOf('HN0615', web(ports, 'service:vpn', ''))[0]?.remedy?.text).toContain(
      'publish them on vpn',
    );
  });

  it.each([
    ['nothing of the kind', '    restart: always\n'],
    ['empty lists', '    ports: []\n    links: []\n'],
    ['`depends_on`', '    depends_on: [vpn]\n'],
  ])('stays silent on %s', (_, lines) => {
    expect(lintText(web(lines)).findings).toEqual([]);
  });
});

describe('L13: a mend keeps the bytes that it does not mean', () => {
  const APP = [
    'services:',
    '  app:',
    '    image: app',
    '    network_mode: host',
    '    ports:',
    '      - "8080:80"',
  ];
  const lines = (...more: string[]) => [...APP, ...more];

  it.each([
    ['CRLF', `${lines('    restart: always').join('\r\n')}\r\n`],
    ['CRLF without an end', lines('    restart: always').join('\r\n')],
    ['LF without an end', lines('    restart: always').join('\n')],
    ['`ports` on the last line, without an end', lines().join('\n')],
    ['a byte order mark', `\ufeff${lines('    restart: always').join('\n')}\n`],
    ['comments', `${lines('      # why', '    restart: always # because').join('\r\n')}\r\n`],
    ['tabs behind values', `${lines('    restart: always\t# x').join('\n')}\n`],
    ['blanks at ends', `${lines('    restart: always  ', '').join('\n')}\n`],
    [
      'some lines with CRs',
      'services:\r\n  app:\n    network_mode: host\r\n    ports:\n      - "1:1"\r\n    image: a\n',
    ],
  ])('%s, by `git apply` and by `patch`', (_, text) => {
    const [finding] = findingsOf('HN0601', text);
    const after = patched({ 'compose.yaml': text }, finding?.fix ?? '')['compose.yaml'];
    expect(patched({ 'compose.yaml': text }, finding?.fix ?? '', 'patch')['compose.yaml']).toBe(after);
    const kept = text.split(/(?<=\n)/).filter((line) => !/ports:|80"|1:1"/.test(line));
    expect(after?.split(/(?<=\n)/).filter((line) => line.trim() !== '# why')).toEqual(
      kept.filter((line) => line.trim() !== '# why'),
    );
    expect(findingsOf('HN0601', after ?? '')).toEqual([]);
  });

  it('in a rewriting too', () => {
    const text = `${lines('    restart: always').join('\r\n')}\r\n`;
    const { preview, files } = rewrite(inputOf({ 'compose.yaml': text }), 'bridge', 'app');
    const after = patched({ 'compose.yaml': text }, preview)['compose.yaml'];
    expect(after).toBe(files[0]?.text);
    expect(after?.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('in a file with a blank in its name', () => {
    const text = `${lines().join('\n')}\n`;
    const { preview } = rewrite(inputOf({ 'my file.yaml': text }), 'bridge', 'app');
    for (const by of ['git', 'patch'] as const)
      expect(patched({ 'my file.yaml': text }, preview, by)['my file.yaml']).not.toContain('network_mode');
  });
});
