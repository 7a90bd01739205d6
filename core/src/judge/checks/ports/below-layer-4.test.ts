import { belowLayer4 } from './below-layer-4.ts';
import { behindVm, hostMode, looked } from '../../../testing/port-evidence.ts';

const vpn = hostMode('vpn', { capAdd: ['NET_ADMIN'], devices: ['/dev/net/tun'] });

describe('HN0317 below-layer-4', () => {
  it('fires behind a VM for tun and NET_ADMIN', () => {
    expect(belowLayer4.check(behindVm({ containers: [vpn] }))).toMatchObject([
      {
        severity: 'info',
        title:
          'vpn has NET_ADMIN and /dev/net/tun in host mode, which affects Docker’s VM, not this computer',
      },
    ]);
  });

  it('stays silent without such rights, on --privileged alone, on bridges and on what does not run', () => {
    const containers = [
      hostMode('plain'),
      hostMode('strong', { privileged: true, capAdd: ['ALL'] }),
      { ...vpn, networkMode: 'bridge' },
      { ...vpn, state: 'exited' },
    ];
    expect(belowLayer4.check(behindVm({ containers }))).toEqual([]);
  });

  it('is skipped where host mode is this computer’s own network, or nobody knows', () => {
    const given = { containers: [vpn] };
    expect(belowLayer4.applicable(looked(given))).toBe('host mode is this computer’s own network');
    const facts = { ...looked().facts, hostMode: null };
    expect(belowLayer4.applicable(looked({ ...given, facts }))).toBe(
      'whose network host mode is, is unknown',
    );
  });
});
