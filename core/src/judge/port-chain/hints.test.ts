import { containerFixture } from '../../testing/container-fixture.ts';
import type { ContainerFacts } from '../../model/facts.ts';
import type { PortHint } from '../../model/port-hint.ts';
import { listenerFixture, portsFixture, type Parts } from '../../testing/ports-report-fixtures.ts';
import { explainPort } from './chain.ts';

const web = containerFixture('web', { networkMode: 'host' });
const env = (over: Partial<ContainerFacts['envPorts'][number]> = {}) => ({
  envPorts: [{ variable: 'PORT', port: 8080, role: 'listens' as const, host: null, ...over }],
});
const ask = (containers: ContainerFacts[], parts: Parts = {}, hints: PortHint[] = []) =>
  explainPort(portsFixture({ containers, ...parts }), 8080, 'tcp', hints);

describe('which container should have a port that nothing listens on', () => {
  it('is the host-mode one whose environment says so: what it listens on instead', () => {
    const listeners = [listenerFixture({ port: 3000 })];
    expect(ask([{ ...web, ...env() }], { listeners })).toMatchObject({
      broken: 'listener',
      sentence: 'Nothing listens on port 8080, though PORT of web names it: web listens on port 3000.',
      command: 'hostnet port 3000',
    });
    expect(ask([{ ...web, ...env() }])).toMatchObject({
      sentence:
        'Nothing listens on port 8080, though PORT of web names it: web has no port open yet, and its log may say why.',
      command: 'docker logs --tail 20 web',
    });
  });

  it('is the one that a running container connects to by name, also by the service of its Compose project', () => {
    const compose = (service: string) => ({ compose: { project: 'shop', service } });
    const api = { ...containerFixture('shop-api-1', { networkMode: 'host', ...compose('api') }) };
    const url = env({ variable: 'API_URL', role: 'connects', host: 'api' });
    const front = containerFixture('shop-web-1', { ...compose('web'), ...url });
    expect(ask([front, api]).sentence).toBe(
      'Nothing listens on port 8080, though API_URL of shop-web-1, which means shop-api-1, names it: shop-api-1 has no port open yet, and its log may say why.',
    );
    const stranger = { ...front, compose: { project: 'other', service: 'web' } };
    expect(ask([stranger, api]).sentence).toContain('and no container names it');
  });

  it('is a bridge container whose program has it inside, unpublished', () => {
    const chain = ask([containerFixture('site', env())]);
    expect(chain.sentence).toBe(
      'PORT of site names port 8080, which is inside site and not published: start site with -p 8080:8080.',
    );
  });

  it('says "start it" of a stopped one only where none that runs should have it', () => {
    const map = { transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 8080 };
    const site = containerFixture('site', { state: 'exited', exitCode: 0, requestedPorts: [map] });
    expect(ask([site])).toMatchObject({
      sentence: 'site uses port 8080 and is exited: start it.',
      command: 'docker start site',
    });
    expect(ask([site, { ...web, ...env() }]).sentence).not.toContain('start it');
    const off = containerFixture('off', { networkMode: 'host', state: 'exited', ...env() });
    expect(ask([off]).command).toBe('docker start off');
  });

  it('names a variable that says a port and not whose, and no port of another machine', () => {
    expect(ask([{ ...web, ...env({ role: 'unclear', variable: 'METRICS_PORT' }) }]).sentence).toBe(
      'Nothing listens on port 8080, though METRICS_PORT of web names it: see which ports have a listener.',
    );
    const far = env({ role: 'connects', host: 'api.example.com' });
    expect(ask([{ ...web, ...far }]).sentence).toContain('and no container names it');
  });

  it('is a service of the Compose file here: to be started, made anew, or to publish it', () => {
    const hint: PortHint = {
      service: 'web',
      side: 'computer',
      because: 'web publishes 8080:80 (compose.yaml:4)',
    };
    const up = 'docker compose up --detach web';
    expect(ask([], {}, [hint])).toMatchObject({
      sentence:
        'Nothing listens on port 8080, though web publishes 8080:80 (compose.yaml:4), and web has no container: start it.',
      command: up,
    });
    const made = containerFixture('shop-web-1', { compose: { project: 'shop', service: 'web' } });
    expect(ask([made], {}, [hint])).toMatchObject({
      sentence: expect.stringContaining('its container was made without that: make it anew') as string,
      command: up,
    });
    const inside: PortHint = {
      ...hint,
      side: 'container',
      because: 'web listens on 8080: `expose` (c.yaml:4)',
    };
    expect(ask([], {}, [inside])).toMatchObject({
      sentence: expect.stringContaining('Add it to `ports` of web') as string,
      command: null,
    });
  });
});
