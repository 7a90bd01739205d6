import { hostMode, listener, looked } from '../../../testing/port-evidence.ts';
import { containerFixture } from '../../../testing/container-fixture.ts';
import { pausedContainer } from './paused-container.ts';

describe('HN0327 paused-container', () => {
  it('E06 fires: names the ports of a paused host-mode container, and docker unpause', () => {
    const given = looked({
      containers: [hostMode('web', { state: 'paused' })],
      listeners: [listener('web', 80), listener('web', 443)],
    });
    expect(pausedContainer.check(given)).toMatchObject([
      {
        title: 'web is paused, so nothing answers on port 80/tcp, 443/tcp',
        ports: ['80/tcp', '443/tcp'],
        remedy: { command: 'docker unpause web' },
      },
    ]);
  });

  it('names the published ports of a paused bridge container', () => {
    const publishedPorts = [{ transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 7006 }];
    const containers = [containerFixture('web', { state: 'paused', publishedPorts })];
    expect(pausedContainer.check(looked({ containers }))).toMatchObject([{ ports: ['7006/tcp'] }]);
  });

  it('stays silent on containers that run, and on paused ones without a port', () => {
    const given = looked({ containers: [hostMode('web')], listeners: [listener('web', 80)] });
    expect(pausedContainer.check(given)).toEqual([]);
    expect(pausedContainer.check(looked({ containers: [hostMode('web', { state: 'paused' })] }))).toEqual([]);
  });
});
