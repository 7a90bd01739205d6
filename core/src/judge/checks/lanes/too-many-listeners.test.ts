import type { Listener } from '../../../model/listener.ts';
import { desktopFacts, input, plainFacts } from '../../../testing/evidence-fixtures.ts';
import { listener } from '../../../testing/port-evidence.ts';
import { tooManyListeners } from './too-many-listeners.ts';

const listeners = (count: number, address = '0.0.0.0'): Listener[] =>
  Array.from({ length: count }, (_, i) => ({
    transport: 'tcp',
    address,
    port: 8000 + i,
    family: 'ipv4',
    uid: 0,
    container: { id: 'a1', name: 'web' },
    process: null,
    pid: null,
  }));
const given = (version: string, list: Listener[]) =>
  tooManyListeners.check(input({ facts: desktopFacts({}, {}, version), listeners: list }));

describe('HN0215 too-many-listeners', () => {
  it('fires on Docker Desktop before 4.36 with more than 18 ports', () => {
    expect(given('4.35.1', listeners(19))).toMatchObject([
      {
        code: 'HN0215',
        severity: 'warning',
        title: '19 listeners in host mode: Docker Desktop 4.35.1 forwards 18 at most',
      },
    ]);
  });

  it('stays silent with 18, and counts a port once however many addresses it has', () => {
    expect(given('4.35.1', listeners(18))).toEqual([]);
    expect(given('4.35.1', [...listeners(18), ...listeners(18, '127.0.0.1')])).toEqual([]);
  });

  it('stays silent on sockets of the VM itself, and on those nobody knows the owner of', () => {
    const own = listeners(30).map((socket) => ({ ...socket, container: null }));
    expect(given('4.35.1', [...own, listener('web', 80)])).toEqual([]);
  });

  it('stays silent from 4.36 on, and on another engine', () => {
    expect(given('4.36.0', listeners(200))).toEqual([]);
    expect(tooManyListeners.check(input({ facts: plainFacts(), listeners: listeners(200) }))).toEqual([]);
  });
});
