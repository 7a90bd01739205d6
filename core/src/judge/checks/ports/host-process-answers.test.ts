import { known } from '../../../model/known.ts';
import { hostProcessAnswers } from './host-process-answers.ts';
import { behindVm, hostListener, listener, looked, reach } from '../../../testing/port-evidence.ts';

const listeners = [listener('web', 8080)];
const wrong = reach(8080, { outcome: 'wrong-listener', arrived: false });
const held = (process: string | null, over = {}) => ({
  hostListeners: known([hostListener(process, 8080, over)], 'lsof'),
});

describe('HN0324 host-process-answers', () => {
  it('fires with the process by name, where the connection never arrived', () => {
    expect(
      hostProcessAnswers.check(behindVm({ listeners }, { ...held('python3'), reach: [wrong] })),
    ).toMatchObject([
      {
        severity: 'error',
        title: 'On this computer python3 has port 8080/tcp, not web',
        evidence: [
          'python3 listens on 0.0.0.0:8080/tcp on this computer',
          'web listens on 0.0.0.0:8080/tcp in host mode',
          'connection to 127.0.0.1:8080/tcp: wrong-listener, not seen to arrive in host mode',
        ],
        remedy: { command: 'sudo lsof -nP -iTCP:8080' },
      },
    ]);
  });

  it('fires without a name where the system tells none', () => {
    const found = hostProcessAnswers.check(behindVm({ listeners }, { reach: [wrong] }));
    expect(found[0]?.title).toBe('On this computer another program has port 8080/tcp, not web');
  });

  it('fires without a name where several programs may be meant', () => {
    const two = [hostListener('python3', 8080), hostListener('node', 8080, { pid: 2 })];
    const facts = { hostListeners: known(two, 'lsof'), reach: [wrong] };
    expect(hostProcessAnswers.check(behindVm({ listeners }, facts))[0]?.title).toContain('another program');
    const exact = [
      hostListener('node', 8080, { pid: 2 }),
      hostListener('python3', 8080, { address: '127.0.0.1' }),
    ];
    const named = { hostListeners: known(exact, 'lsof'), reach: [wrong] };
    expect(hostProcessAnswers.check(behindVm({ listeners }, named))[0]?.title).toContain('python3');
  });

  it.each([
    ['a process that may be a forwarder', held('node'), [reach(8080, { arrived: null })]],
    ['a process that was not dialled', held('python3'), []],
    ['a dial that arrived', held('python3'), [reach(8080)]],
    ['a dead port', {}, [reach(8080, { outcome: 'refused', arrived: null })]],
  ])('stays silent on %s', (_, facts, dials) => {
    const at = listener('web', 8080, { address: '127.0.0.1' });
    expect(hostProcessAnswers.check(behindVm({ listeners: [at] }, { ...facts, reach: dials }))).toEqual([]);
  });

  it('is only about addresses where the container listens', () => {
    const six = listener('web', 8080, { address: '::', family: 'ipv6' });
    const facts = { ...held('python3'), reach: [wrong] };
    expect(hostProcessAnswers.check(behindVm({ listeners: [six] }, facts))).toEqual([]);
    const dual = listener('web', 8080, { address: '::', family: 'dual' });
    expect(hostProcessAnswers.check(behindVm({ listeners: [six, dual] }, facts))).toHaveLength(1);
  });

  it('stays silent on AirPlay, which has a code of its own, and on ports that are shared', () => {
    const airplay = { hostListeners: known([hostListener('ControlCe', 5000)], 'lsof') };
    const dials = [reach(5000, { outcome: 'wrong-listener', arrived: false })];
    const on5000 = { listeners: [listener('web', 5000)] };
    expect(hostProcessAnswers.check(behindVm(on5000, { ...airplay, reach: dials }))).toEqual([]);
    expect(hostProcessAnswers.check(behindVm(on5000, { reach: dials }))).toEqual([]);
    const udp = { transport: 'udp' as const };
    const shared = { hostListeners: known([hostListener('mDNSRespo', 5353, udp)], 'lsof') };
    expect(hostProcessAnswers.check(behindVm({ listeners: [listener('ha', 5353, udp)] }, shared))).toEqual(
      [],
    );
  });

  it('is skipped where host mode is this computer’s own network', () => {
    expect(hostProcessAnswers.applicable(looked({ listeners }))).toBe(
      'host mode is this computer’s own network',
    );
  });
});
