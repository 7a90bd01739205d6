import { known } from '../../../model/known.ts';
import { mdnsresponder } from './mdnsresponder.ts';
import { behindVm, hostListener, listener, reach, vmFacts } from '../../../testing/port-evidence.ts';

const udp = { transport: 'udp' as const };
const listeners = [listener('dns', 53, udp)];
const responder = (port: number, process = 'mDNSRespo') => ({
  hostListeners: known([hostListener(process, port, udp)], 'lsof'),
});

describe('HN0502 mdnsresponder', () => {
  it('fires where the responder has port 53 and a container wants it', () => {
    expect(mdnsresponder.check(behindVm({ listeners }, responder(53)))).toMatchObject([
      { severity: 'warning', title: 'mDNSResponder of macOS has port 53/udp, which dns wants' },
    ]);
  });

  it('fires with the setting that causes it, where that is on', () => {
    const facts = vmFacts();
    const desktop = facts.host.desktop && { ...facts.host.desktop, kernelForUdp: known(true, 'settings') };
    const on = { ...facts, host: { ...facts.host, desktop } };
    const [finding] = mdnsresponder.check(behindVm({ listeners, facts: on }, responder(53)));
    expect(finding?.remedy?.text).toContain('Use kernel networking for UDP');
  });

  it('stays silent on 5353, which programs share, on others, and where the container answers', () => {
    const ha = [listener('ha', 5353, udp)];
    expect(mdnsresponder.check(behindVm({ listeners: ha }, responder(5353)))).toEqual([]);
    expect(mdnsresponder.check(behindVm({ listeners }, responder(53, 'dnsmasq')))).toEqual([]);
    expect(mdnsresponder.check(behindVm({}, responder(53)))).toEqual([]);
    const answers = { ...responder(53), reach: [reach(53, udp)] };
    expect(mdnsresponder.check(behindVm({ listeners }, answers))).toEqual([]);
  });

  it('is skipped where the sockets of the Mac are not known', () => {
    expect(mdnsresponder.applicable(behindVm({ listeners }))).toBe(
      'the sockets of this computer are not known',
    );
  });
});
