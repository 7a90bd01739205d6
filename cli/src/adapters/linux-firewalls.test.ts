import { linuxFirewalls, nftFilters, type Ask } from './linux-firewalls.ts';

const chain = (over: object) => ({
  chain: { family: 'inet', table: 'filter', name: 'input', hook: 'input', policy: 'accept', ...over },
});
const rule = (over: object) => ({
  rule: { family: 'inet', table: 'filter', chain: 'input', expr: [{ accept: null }], ...over },
});
const ruleset = (...entries: object[]) => ({ nftables: [{ metainfo: { version: '1.0.6' } }, ...entries] });

describe('what nft says of its tables', () => {
  it('is a firewall where the hook of what comes in drops', () => {
    expect(nftFilters(ruleset(chain({ policy: 'drop' })))).toBe(true);
    expect(nftFilters(ruleset(chain({}), rule({ expr: [{ match: {} }, { drop: null }] })))).toBe(true);
    const reject = { expr: [{ reject: { type: 'tcp reset' } }], chain: 'others' };
    expect(nftFilters(ruleset(chain({}), rule(reject)))).toBe(true);
  });

  it('is none where nothing is kept out, or only what goes elsewhere', () => {
    expect(nftFilters(ruleset())).toBe(false);
    expect(nftFilters(ruleset(chain({}), rule({})))).toBe(false);
    expect(nftFilters(ruleset(chain({ hook: 'forward', policy: 'drop' })))).toBe(false);
    expect(nftFilters(ruleset(chain({}), rule({ table: 'other', expr: [{ drop: null }] })))).toBe(false);
    expect(nftFilters('Operation not permitted')).toBe(false);
  });

  it('leaves the tables of iptables to iptables', () => {
    expect(nftFilters(ruleset(chain({ family: 'ip', name: 'INPUT', policy: 'drop' })))).toBe(false);
  });
});

describe('firewalls of a Linux machine', () => {
  const answers =
    (said: Readonly<Record<string, string>>): Ask =>
    (command) =>
      command in said ? Promise.resolve(said[command] ?? '') : Promise.reject(new Error('no'));
  const active = async (said: Readonly<Record<string, string>>) => {
    const found = await linuxFirewalls(answers(said));
    return found.known ? found.value.filter((one) => one.active).map(({ name }) => name) : found.reason;
  };

  it('are told family by family', async () => {
    const open = '-P INPUT ACCEPT\n';
    expect(await active({ iptables: open, ip6tables: `${open}-A INPUT -p tcp -j REJECT\n` })).toEqual([
      'ip6tables',
    ]);
    expect(await active({ iptables: '-P INPUT DROP\n', ip6tables: open })).toEqual(['iptables']);
  });

  it('are those of nftables too', async () => {
    expect(await active({ nft: JSON.stringify(ruleset(chain({ policy: 'drop' }))) })).toEqual(['nftables']);
  });

  it('are not known where no rule can be read', async () => {
    expect(await active({})).toMatch(/as root only/);
  });
});
