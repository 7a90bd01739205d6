import { known } from '../../../model/known.ts';
import { containerFixture } from '../../../testing/container-fixture.ts';
import { hostMode, listener, looked } from '../../../testing/port-evidence.ts';
import { queueNotTaken } from './queue-not-taken.ts';

const check = (queued: number | null | undefined, state = 'running') =>
  queueNotTaken.check(
    looked({
      containers: [hostMode('web', { state })],
      listeners: [listener('web', 8091, queued === undefined ? {} : { queued })],
    }),
  );

describe('HN0325 queue-not-taken', () => {
  it('P09: fires where connections wait for the program', () => {
    expect(check(3)).toMatchObject([
      {
        severity: 'warning',
        title: 'web is open on 8091/tcp, but the program does not accept its connections (3 wait)',
        evidence: ['Recv-Q of server at 0.0.0.0:8091/tcp: 3'],
        remedy: { command: 'docker logs --tail 20 web' },
      },
    ]);
    expect(check(1)[0]?.title).toMatch(/\(1 waits\)$/);
  });

  it('fires for a program of this computer too, without a command of a container', () => {
    const mine = listener(null, 8091, { process: 'python3', pid: 7, queued: 2 });
    expect(queueNotTaken.check(looked({ listeners: [mine] }))).toMatchObject([
      { title: expect.stringMatching(/^python3 is open on/) as string, remedy: { command: null } },
    ]);
  });

  it('stays silent where none waits, where that is not told, and where the container is paused', () => {
    for (const queued of [0, null, undefined]) expect(check(queued)).toEqual([]);
    expect(check(3, 'paused')).toEqual([]);
  });

  it('fires behind a published port, whose proxy accepts for it, with the port that people know', () => {
    const socket = { transport: 'tcp' as const, address: '0.0.0.0', port: 80, family: 'ipv4' as const };
    const inside = (queued: number | null) => ({
      container: { id: 'web', name: 'web' },
      transport: 'tcp' as const,
      hostPort: 8080,
      containerPort: 80,
      sockets: known(
        [
          { ...socket, process: 'node', queued },
          { ...socket, port: 81, process: 'node', queued: 9 },
        ],
        'test',
      ),
    });
    const said = (queued: number | null) =>
      queueNotTaken.check(looked({ containers: [containerFixture('web')] }, { inside: [inside(queued)] }));
    expect(said(1)).toMatchObject([
      {
        title: 'web is open on 8080/tcp, but the program does not accept its connections (1 waits)',
        evidence: ['Recv-Q of node at 0.0.0.0:80/tcp inside web: 1'],
        ports: ['8080/tcp'],
      },
    ]);
    expect(said(0)).toEqual([]);
    expect(said(null)).toEqual([]);
  });
});
