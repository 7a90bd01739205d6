import { known, unknown } from '../../../model/known.ts';
import { firewall } from './firewall.ts';
import { behindVm, listener, looked } from '../../../testing/port-evidence.ts';

const active = (name: string, on = true) => ({ firewalls: known([{ name, active: on }], '/etc') });
const web = listener('web', 8080);

describe('HN0506 firewall', () => {
  it.each([
    ['ufw', 'sudo ufw allow 8080/tcp'],
    ['firewalld', 'sudo firewall-cmd --add-port=8080/tcp'],
    ['nftables', 'sudo nft list ruleset'],
  ])('fires for %s, with the command of one port', (name, command) => {
    expect(firewall.check(looked({ listeners: [web] }, active(name)))).toMatchObject([
      {
        severity: 'info',
        title: `${name} is active: it decides who reaches 8080/tcp of host-mode containers`,
        remedy: { command },
      },
    ]);
  });

  it('fires once for several ports, and opens none of them', () => {
    const found = firewall.check(looked({ listeners: [web, listener('db', 5432)] }, active('ufw')));
    expect(found).toHaveLength(1);
    expect(found[0]?.remedy?.command).toBe('sudo ufw status');
  });

  it('stays silent without an active firewall, on loopback and on sockets of others', () => {
    expect(firewall.check(looked({ listeners: [web] }, active('ufw', false)))).toEqual([]);
    const local = listener('web', 8080, { address: '127.0.0.1' });
    expect(firewall.check(looked({ listeners: [local, listener(null, 22)] }, active('ufw')))).toEqual([]);
  });

  it('is skipped where nobody knows, and behind a VM', () => {
    expect(firewall.applicable(looked({ listeners: [web] }, { firewalls: unknown('not root') }))).toBe(
      'whether a firewall is active is not known',
    );
    expect(firewall.applicable(behindVm({ listeners: [web] }, active('ufw'), 'linux'))).toBe(
      'host mode is not this computer’s own network',
    );
  });
});
