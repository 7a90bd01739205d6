import { inputOf, lintText } from '../testing/compose-texts.ts';
import { rewrite } from './rewrite.ts';

const PROJECT = `# My project
services:
  web: # the site
    image: nginx
    ports:
      - "8080:80" # main
      - "8443:8443"
    networks: [back]
    links: [db]
    sysctls:
      net.core.somaxconn: 1024
    environment:
      DATABASE_URL: postgres://u:p@db:5432/x # main database
      CACHE_HOST: cache
  db:
    image: postgres
    ports: ["5433:5432"]
    environment:
      - CALLBACK=http://web:80/done
  cache:
    image: redis
networks:
  back:
`;
const of = (text: string, to: 'host' | 'bridge', name: string) => {
  const result = rewrite(inputOf({ 'compose.yaml': text }), to, name);
  return { ...result, after: result.files[0]?.text ?? '' };
};

describe('rewrite to host', () => {
  const { after, notes, preview } = of(PROJECT, 'host', 'web');

  it('takes away what does not go with it, puts the host’s names, and keeps every comment', () => {
    expect(after).toBe(`# My project
services:
  web: # the site
    network_mode: host
    image: nginx
    # main
    environment:
      DATABASE_URL: postgres://u:p@localhost:5433/x # main database
      CACHE_HOST: cache
  db:
    extra_hosts:
      - "host.docker.internal:host-gateway"
    image: postgres
    ports: ["5433:5432"]
    environment:
      - CALLBACK=http://host.docker.internal:80/done
  cache:
    image: redis
networks:
  back:
`);
  });

  it('says what it cannot know', () => {
    expect(notes.join('\n')).toContain(
      '`8080:80` maps ports, and host mode does not: web is reached on 80, not 8080.',
    );
    expect(notes.join('\n')).toContain(
      'environment CACHE_HOST names cache (compose.yaml:14): Publish the port of cache',
    );
    expect(preview).toContain('+    network_mode: host');
  });

  it('leaves nothing for the linter but what it noted', () => {
    expect(lintText(after).findings.map(({ code, line }) => `${code}:${line}`)).toEqual(['HN0606:9']);
  });

  it('replaces another mode', () => {
    expect(of('services:\n  a:\n    image: a\n    network_mode: bridge # x\n', 'host', 'a').after).toBe(
      'services:\n  a:\n    image: a\n    network_mode: host # x\n',
    );
  });

  it('changes nothing of a service that is in host mode', () => {
    const already = of('services:\n  a:\n    image: a\n    network_mode: host\n', 'host', 'a');
    expect(already).toMatchObject({ preview: '', files: [], notes: [expect.stringContaining('already')] });
  });
});

describe('rewrite to bridge', () => {
  const HOST = `services:
  app:
    image: app
    # needs the host's network
    network_mode: host # for now
    expose: ["3000"]
    environment:
      DATABASE_URL: postgres://u:p@localhost:5433/x
      PRINTER: http://localhost:631/
      SELF: http://localhost:3000/
  db:
    image: postgres
    ports: ["5433:5432"]
    environment:
      CALLBACK: http://host.docker.internal:3000/
`;
  it('publishes what it listens on and puts the project’s names', () => {
    const { after, notes } = of(HOST, 'bridge', 'app');
    expect(after).toBe(`services:
  app:
    image: app
    # needs the host's network
    ports:
      - "3000:3000"
    extra_hosts:
      - "host.docker.internal:host-gateway"
    # for now
    expose: ["3000"]
    environment:
      DATABASE_URL: postgres://u:p@db:5432/x
      PRINTER: http://host.docker.internal:631/
      SELF: http://localhost:3000/
  db:
    image: postgres
    ports: ["5433:5432"]
    environment:
      CALLBACK: http://app:3000/
`);
    expect(notes).toEqual([]);
    expect(lintText(after).findings).toEqual([]);
  });

  it('asks for the ports that no file says', () => {
    expect(of('services:\n  a:\n    network_mode: host\n    image: a\n', 'bridge', 'a').notes).toEqual([
      'No file says which ports a listens on: add them as `ports`, such as "8080:8080".',
    ]);
  });

  it('names the services there are when it is asked for another', () => {
    expect(() => of(HOST, 'bridge', 'nobody')).toThrow(
      'compose.yaml: there is no service "nobody". Expected one of: app, db.',
    );
  });
});
