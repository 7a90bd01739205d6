import { harmlessConflict } from './harmless-conflict.ts';
import { known } from '../../../model/known.ts';
import { behindVm, hostListener, listener, looked, reach } from '../../../testing/port-evidence.ts';

const listeners = [listener('ha', 8123)];

describe('HN0322 harmless-conflict', () => {
  it('fires where the container itself answers on a port that Desktop complains about', () => {
    expect(harmlessConflict.check(behindVm({ listeners }, { reach: [reach(8123)] }))).toMatchObject([
      {
        severity: 'info',
        title: 'If Docker Desktop reports a conflict on 8123/tcp, it is a false alarm: ha answers',
      },
    ]);
  });

  it('fires where Desktop itself has the port and takes connections, and says no more than that', () => {
    const facts = (process: string) => ({
      reach: [reach(8123, { arrived: null })],
      hostListeners: known([hostListener(process, 8123)], 'lsof'),
    });
    expect(harmlessConflict.check(behindVm({ listeners }, facts('com.docke')))[0]?.detail).toBe(
      'Docker Desktop itself has the port on this computer, and accepts connections for the container. So nothing else has the port.',
    );
    expect(harmlessConflict.check(behindVm({ listeners }, facts('hass')))).toEqual([]);
  });

  it('stays silent without the proof, where another program answers, and on other ports', () => {
    const of = (...dials: ReturnType<typeof reach>[]) =>
      harmlessConflict.check(behindVm({ listeners }, { reach: dials }));
    expect(of()).toEqual([]);
    expect(of(reach(8123, { arrived: null }))).toEqual([]);
    expect(of(reach(8123), reach(8123, { address: '::1', outcome: 'wrong-listener' }))).toEqual([]);
    const other = behindVm({ listeners: [listener('web', 80)] }, { reach: [reach(80)] });
    expect(harmlessConflict.check(other)).toEqual([]);
  });

  it('is skipped on a plain engine', () => {
    expect(harmlessConflict.applicable(looked({ listeners }))).toBe('the engine is not Docker Desktop');
  });
});
