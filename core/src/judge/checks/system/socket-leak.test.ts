import { known } from '../../../model/known.ts';
import { behindVm, hostListener, listener, looked } from '../../../testing/port-evidence.ts';
import { socketLeak } from './socket-leak.ts';

const sockets = (count: number, process = 'com.docker.backend.exe') => ({
  hostListeners: known(
    Array.from({ length: count }, (_, i) => hostListener(process, 1024 + i, { transport: 'udp' })),
    'netstat',
  ),
});

describe('HN0505 socket-leak', () => {
  it('fires from a quarter of the client ports on, and as error from three quarters on', () => {
    expect(socketLeak.check(behindVm({}, sockets(4096), 'win32'))).toMatchObject([
      {
        severity: 'warning',
        title: 'com.docker.backend.exe has 4096 UDP sockets open: more than its containers need',
        remedy: { command: 'docker desktop restart' },
      },
    ]);
    expect(socketLeak.check(behindVm({}, sockets(15_683), 'win32'))[0]?.severity).toBe('error');
  });

  it('stays silent below, on other programs, and where containers have as many', () => {
    expect(socketLeak.check(behindVm({}, sockets(4095), 'win32'))).toEqual([]);
    expect(socketLeak.check(behindVm({}, sockets(9000, 'chrome.exe'), 'win32'))).toEqual([]);
    const listeners = Array.from({ length: 5000 }, (_, i) => listener('sip', 1024 + i, { transport: 'udp' }));
    expect(socketLeak.check(behindVm({ listeners }, sockets(9000), 'win32'))).toEqual([]);
  });

  it('is skipped where the sockets of this computer are not known', () => {
    expect(socketLeak.applicable(behindVm())).toBe('the sockets of this computer are not known');
    expect(socketLeak.applicable(looked())).toBe('the engine is not Docker Desktop');
  });
});
