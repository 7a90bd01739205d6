import { airplay } from './airplay.ts';
import { known } from '../../../model/known.ts';
import { behindVm, hostListener, hostMode, listener, looked, reach } from '../../../testing/port-evidence.ts';

const listeners = [listener('web', 5000)];
const held = (process: string) => ({ hostListeners: known([hostListener(process, 5000)], 'lsof') });
const wrong = { reach: [reach(5000, { outcome: 'wrong-listener', arrived: false })] };

describe('HN0501 airplay', () => {
  it('fires where ControlCenter has the port that a container listens on', () => {
    expect(airplay.check(behindVm({ listeners }, held('ControlCe')))).toMatchObject([
      {
        severity: 'warning',
        title: 'AirPlay Receiver of macOS has port 5000/tcp, which web wants',
        evidence: ['ControlCe listens on 0.0.0.0:5000/tcp'],
        remedy: { command: null },
      },
    ]);
  });

  it('fires as error where it answered in the container’s place, and says when the owner was not seen', () => {
    expect(airplay.check(behindVm({ listeners }, { ...held('ControlCe'), ...wrong }))[0]?.severity).toBe(
      'error',
    );
    expect(airplay.check(behindVm({ listeners }, wrong))[0]?.title).toBe(
      'Something, most likely AirPlay Receiver of macOS has port 5000/tcp, which web wants',
    );
  });

  it('fires for a container that could not take the port', () => {
    const line = 'listen tcp :5000: bind: address already in use';
    const bindFailures = [
      { container: 'web', kind: 'address-in-use', address: null, port: 5000, line } as const,
    ];
    const containers = [hostMode('web', { state: 'exited' })];
    expect(airplay.check(behindVm({ containers }, { ...held('ControlCe'), bindFailures }))).toHaveLength(1);
  });

  it('stays silent where no container wants the port, or the container answers', () => {
    expect(airplay.check(behindVm({}, held('ControlCe')))).toEqual([]);
    expect(airplay.check(behindVm({ listeners }, { ...held('ControlCe'), reach: [reach(5000)] }))).toEqual(
      [],
    );
    expect(airplay.check(behindVm({ listeners }))).toEqual([]);
  });

  it('stays silent where another program has the port: HN0324 tells that', () => {
    expect(airplay.check(behindVm({ listeners }, { ...held('python3'), ...wrong }))).toEqual([]);
  });

  it('is skipped elsewhere than on macOS', () => {
    expect(airplay.applicable(looked({ listeners }))).toBe('this computer does not run macOS');
  });
});
