import { containerFixture } from '../../../testing/container-fixture.ts';
import { hostMode, looked } from '../../../testing/port-evidence.ts';
import { serviceName } from './service-name.ts';

const env = (host: string, variable = 'DB_URL', kind: 'name' | 'address' = 'name') => ({
  envHosts: [{ variable, host, kind }],
});
const compose = (service: string, project = 'shop') => ({ compose: { project, service } });
const db = containerFixture('shop-db-1', {
  ...compose('db'),
  publishedPorts: [{ transport: 'tcp', containerPort: 5432, hostAddress: '', hostPort: 15432 }],
});
const of = (...containers: ReturnType<typeof hostMode>[]) => serviceName.check(looked({ containers }));

describe('HN0313 service-name', () => {
  it('fires for a service of the same Compose project, with where it is published', () => {
    const web = hostMode('shop-web-1', { ...compose('web'), ...env('db') });
    expect(of(web, db)).toMatchObject([
      {
        severity: 'warning',
        title: 'shop-web-1 uses the name db, but Docker’s DNS does not answer in host mode',
        evidence: ['DB_URL of shop-web-1 names db', 'db is the Compose service of shop-db-1'],
        remedy: {
          text: 'In the environment of shop-web-1 write localhost:15432, where shop-db-1 publishes 5432.',
          command: null,
        },
      },
    ]);
  });

  it('fires for another container’s name, once, and for one in host mode too', () => {
    const twice = hostMode('web', {
      envHosts: [...env('cache').envHosts, ...env('cache', 'CACHE_HOST').envHosts],
    });
    const found = of(twice, hostMode('cache'));
    expect(found).toHaveLength(1);
    expect(found[0]?.remedy?.text).toContain('localhost, since cache is in host mode too');
  });

  it.each([
    ['its own hosts file', hostMode('web', { ...env('cache'), extraHosts: ['cache'] })],
    ['a bridge container', containerFixture('web', env('cache'))],
    ['a container that ended', hostMode('web', { state: 'exited', ...env('cache') })],
    ['an address', hostMode('web', env('cache', 'X', 'address'))],
    ['a name of the world', hostMode('web', env('cache.example.com'))],
    ['a name that no container has', hostMode('web', env('elsewhere'))],
    ['its own name', hostMode('web', env('web'))],
    ['a service of another project', hostMode('web', { ...compose('web', 'blog'), ...env('db') })],
  ])('stays silent on %s', (_, container) => {
    expect(of(container, containerFixture('cache'), containerFixture('cache.example.com'), db)).toEqual([]);
  });

  it('stays silent on localhost, even if a container has that name', () => {
    expect(of(hostMode('web', env('localhost')), containerFixture('localhost'))).toEqual([]);
  });
});
