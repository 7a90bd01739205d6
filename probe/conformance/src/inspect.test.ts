import { INSPECT_MAX_MS, type FactsEvent, type InspectSpec } from '@hostnet/core/protocol';
import { finish } from './driver.ts';
import { underWine } from './command.ts';

async function look(...inspect: InspectSpec[]): Promise<FactsEvent[]> {
  const probe = await finish({ inspect });
  const facts = probe.all('facts');
  expect(facts).toHaveLength(inspect.length);
  for (const { at } of facts) expect(at).toBeLessThan(INSPECT_MAX_MS + 1500);
  return facts;
}

describe('inspections', () => {
  it('interfaces: the loopback address is internal and has a prefix', async () => {
    const [facts] = await look({ kind: 'interfaces' });
    const addresses = facts?.kind === 'interfaces' ? facts.interfaces.flatMap((one) => one.addresses) : [];
    expect(addresses).toContainEqual({ address: '127.0.0.1', prefix: 8, internal: true });
  });

  const blind = process.platform !== 'linux' || underWine;
  it(`sockets: ${blind ? 'says why it cannot list them' : 'its own listeners are among those it sees'}`, async () => {
    const listen = (['tcp', 'udp'] as const).map((transport) => ({
      id: transport,
      transport,
      address: '127.0.0.1',
      port: 0,
    }));
    const probe = await finish({ listen, inspect: [{ kind: 'sockets' }] });
    const [facts] = probe.all('facts');
    if (blind && facts?.kind !== 'sockets') {
      expect(facts).toMatchObject({
        kind: 'failed',
        inspection: 'sockets',
        reason: expect.stringMatching(/./) as string,
      });
      return;
    }
    const seen = facts?.kind === 'sockets' ? facts.sockets : [];
    for (const { transport, address, port } of (await probe.event('ready')).listeners) {
      expect(seen).toContainEqual(expect.objectContaining({ transport, address, port }));
    }
  });

  it('resolve: a name that is there and one that never is', async () => {
    const facts = await look(
      { kind: 'resolve', name: 'localhost' },
      { kind: 'resolve', name: 'nowhere.invalid' },
    );
    const of = (name: string) => facts.find((one) => one.kind === 'resolve' && one.name === name);
    expect(of('localhost')).toMatchObject({ errno: null });
    expect(of('localhost')).not.toMatchObject({ addresses: [] });
    expect(of('nowhere.invalid')).toMatchObject({
      addresses: [],
      errno: expect.stringMatching(/^E[A-Z_]+$/) as string,
    });
  });

  it("bind: the machine's own address, another's, and what is no address", async () => {
    const facts = await look(
      { kind: 'bind', address: '127.0.0.1' },
      { kind: 'bind', address: '203.0.113.7' },
      { kind: 'bind', address: 'localhost' },
    );
    const of = (target: string) => facts.find((one) => one.kind === 'bind' && one.target === target);
    expect(of('127.0.0.1')).toMatchObject({ status: 'carried', reason: null, errno: null });
    expect(of('203.0.113.7')).toMatchObject({ status: 'not-carried', errno: 'EADDRNOTAVAIL' });
    expect(of('localhost')).toMatchObject({
      status: 'not-measured',
      reason: expect.stringMatching(/./) as string,
    });
  });

  it('icmp: one line each; anything but "carried" comes with a reason', async () => {
    const facts = await look(
      { kind: 'icmp', target: '127.0.0.1', raw: false },
      { kind: 'icmp', target: '127.0.0.1', raw: true },
      { kind: 'icmp', target: '-f', raw: false },
    );
    for (const one of facts) {
      if (one.kind !== 'icmp') expect(one.kind).toBe('failed');
      else if (one.status !== 'carried') {
        // One short sentence, never the usage text of the tool it was done with.
        expect(one.reason).toMatch(/^[^\r\n]{1,80}$/);
        expect(one.reason).not.toMatch(/usage|ping:/i);
      }
    }
    // An option in an address's place is never taken for one.
    expect(facts.find((one) => one.kind === 'icmp' && one.target === '-f')).not.toMatchObject({
      status: 'carried',
    });
  });
});
