import { containerFixture } from '../../testing/container-fixture.ts';
import {
  APART,
  listenerFixture,
  portsFixture,
  reachFixture,
  WORKS,
  type Parts,
} from '../../testing/ports-report-fixtures.ts';
import { known } from '../../model/known.ts';
import { REJECTED } from '../../words/reach-reasons.ts';
import { explainPort } from './chain.ts';

const web = containerFixture('web', { networkMode: 'host', image: 'nginx' });
const ask = (parts: Parts) => explainPort(portsFixture({ containers: [web], ...parts }), 8080, 'tcp');

describe('a firewall of the computer whose network host mode is', () => {
  const own: Parts = {
    listeners: [listenerFixture({ address: '::', family: 'dual' })],
    hostNetworking: { ...WORKS, state: 'own-stack' },
    where: { ...APART, ownStack: true },
  };
  const refused = (address: string, reason: string | null = REJECTED) =>
    reachFixture({ address, outcome: 'refused', reason, arrived: null });
  const iptables = 'sudo iptables -I INPUT -p tcp --dport 8080 -j ACCEPT';

  it('rejects where a socket listens before and after the dial', () => {
    const chain = ask({ ...own, reach: [refused('127.0.0.1'), refused('192.0.2.7')] });
    expect(chain).toMatchObject({ verdict: 'broken', broken: 'firewall', command: iptables });
    expect(chain.sentence).toBe(
      'A firewall of this machine rejects what is sent to port 8080 at 127.0.0.1 and 192.0.2.7: allow the port.',
    );
  });

  it('is let through in the families that it keeps out, by the tool that is active', () => {
    const six = iptables.replace('iptables', 'ip6tables');
    const command = (active: string | null, ...addresses: string[]) => {
      const found = active === null ? [] : [{ name: active, active: true }];
      const ports = { firewalls: known(found, 'test') };
      return ask({ ...own, ports, reach: addresses.map((address) => refused(address)) }).command;
    };
    expect(command(null, '::1')).toBe(six);
    expect(command(null, '127.0.0.1', '::1')).toBe(`${iptables} && ${six}`);
    expect(command('ufw', '::1')).toBe('sudo ufw allow 8080/tcp');
    expect(command('nftables', '::1')).toBe('sudo nft list ruleset');
    expect(command('firewalld', '::1')).toBe('sudo firewall-cmd --add-port=8080/tcp');
  });

  it('is not accused of an address where nothing listens', () => {
    const reach = [reachFixture(), reachFixture({ address: '::1', outcome: 'timed-out', arrived: null })];
    const chain = ask({ ...own, listeners: [listenerFixture()], reach });
    expect(chain).toMatchObject({ verdict: 'reachable', broken: null });
  });

  it('is not accused where the program may have ended meanwhile', () => {
    expect(ask({ ...own, reach: [refused('127.0.0.1', null)] }).broken).not.toBe('firewall');
  });
});
