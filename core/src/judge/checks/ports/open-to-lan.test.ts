import { openToLan } from './open-to-lan.ts';
import { known } from '../../../model/known.ts';
import { behindVm, hostListener, listener, looked, reach } from '../../../testing/port-evidence.ts';

const LAN = '192.0.2.10';
const web = listener('web', 80);

describe('HN0321 open-to-lan', () => {
  it('fires on this computer’s own network, once for all ports', () => {
    const listeners = [web, listener('db', 5432, { address: '::', family: 'dual' })];
    expect(openToLan.check(looked({ listeners }))).toMatchObject([
      {
        severity: 'info',
        title: `2 ports of host-mode containers can be reached from other machines at ${LAN}`,
        evidence: ['web listens on 80/tcp', 'db listens on 5432/tcp'],
      },
    ]);
  });

  it('fires behind a VM only where the address was dialled and arrived', () => {
    const dialled = (over = {}) =>
      openToLan.check(behindVm({ listeners: [web] }, { reach: [reach(80, { address: LAN, ...over })] }));
    expect(dialled()[0]?.title).toContain('1 port of host-mode containers');
    expect(dialled({ outcome: 'refused', arrived: null })).toEqual([]);
    expect(dialled({ arrived: null })).toEqual([]);
    expect(openToLan.check(behindVm({ listeners: [web] }))).toEqual([]);
  });

  it('fires where Docker’s own forwarder took the connection, and not where anybody may have', () => {
    const given = (process: string) =>
      behindVm(
        { listeners: [web] },
        {
          reach: [reach(80, { address: LAN, arrived: null })],
          hostListeners: known([hostListener(process, 80)], 'lsof'),
        },
      );
    expect(openToLan.check(given('com.docke'))).toHaveLength(1);
    expect(openToLan.check(given('httpd'))).toEqual([]);
  });

  it('stays silent on loopback, on others’ sockets, and where the address refused', () => {
    const listeners = [listener('web', 80, { address: '127.0.0.1' }), listener(null, 22)];
    expect(openToLan.check(looked({ listeners }))).toEqual([]);
    const six = listener('web', 80, { address: '::', family: 'ipv6' });
    expect(openToLan.check(looked({ listeners: [six] }))).toEqual([]);
    const refused = { reach: [reach(80, { address: LAN, outcome: 'timed-out', arrived: null })] };
    expect(openToLan.check(looked({ listeners: [web] }, refused))).toEqual([]);
  });
});
