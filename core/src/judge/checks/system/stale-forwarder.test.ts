import { containerFixture } from '../../../testing/container-fixture.ts';
import { known } from '../../../model/known.ts';
import { desktopFacts } from '../../../testing/evidence-fixtures.ts';
import {
  behindVm,
  hostListener,
  hostMode,
  listener,
  looked,
  vmFacts,
} from '../../../testing/port-evidence.ts';
import { staleForwarder } from './stale-forwarder.ts';

const web = containerFixture('web', {
  state: 'exited',
  requestedPorts: [{ transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 8080 }],
});
const held = (process: string, port = 8080) => ({
  hostListeners: known([hostListener(process, port)], 'lsof'),
});
const others = [listener(null, 22)];
const of = (containers: ReturnType<typeof hostMode>[], facts = held('com.docke'), listeners = others) =>
  staleForwarder.check(behindVm({ containers, listeners }, facts));

describe('HN0504 stale-forwarder', () => {
  it('fires where Desktop listens for a container that has stopped', () => {
    expect(of([web])).toMatchObject([
      {
        severity: 'warning',
        title: 'Docker Desktop still has port 8080/tcp, though web has stopped',
        remedy: { text: 'Restart Docker Desktop.', command: 'docker desktop restart' },
      },
    ]);
  });

  it('fires for what a stopped host-mode container exposes', () => {
    const api = hostMode('api', { state: 'exited', exposedPorts: [{ transport: 'tcp', port: 8080 }] });
    expect(of([api])).toHaveLength(1);
  });

  it('fires without a command on a version that has none', () => {
    const vm = vmFacts();
    const old = { ...vm, engine: desktopFacts({}, {}, '4.36.0').engine };
    const given = behindVm({ containers: [web], listeners: others, facts: old }, held('com.docke'));
    expect(staleForwarder.check(given)[0]?.remedy).toEqual({
      text: 'Restart Docker Desktop.',
      command: null,
    });
  });

  it('stays silent where something is behind it', () => {
    expect(of([web], held('com.docke'), [listener(null, 8080)])).toEqual([]);
    const running = containerFixture('b', {
      publishedPorts: [{ transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 8080 }],
    });
    expect(of([web, running])).toEqual([]);
  });

  it('stays silent on other programs, on ports no container had, and while it runs', () => {
    expect(of([web], held('python3'))).toEqual([]);
    expect(of([web], held('com.docke', 6443))).toEqual([]);
    expect(of([{ ...web, state: 'running' }])).toEqual([]);
  });

  it('is skipped where the sockets of host mode are not known', () => {
    expect(staleForwarder.applicable(behindVm({}, held('com.docke')))).toBe(
      'the sockets of host mode are not known',
    );
    expect(staleForwarder.applicable(looked())).toBe('the engine is not Docker Desktop');
  });
});
