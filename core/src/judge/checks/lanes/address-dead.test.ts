import { judge } from '../../judge.ts';
import type { Outcome } from '../../../words/enums.ts';
import { addressDead } from './address-dead.ts';
import {
  codes,
  dead,
  input,
  lanesTold,
  promised,
  unmeasured,
  wordsOf,
} from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';

const oneLane = (outcome: Outcome, transport: 'tcp' | 'udp' = 'tcp') =>
  promised((way) =>
    way.direction === 'host-to-container' && way.transport === transport && way.listen === '127.0.0.1'
      ? { outcome }
      : {},
  );

describe('HN0211 address-dead', () => {
  it('fires alone when one lane fails inside a living cell; the verdict is partly-working', () => {
    const judged = judge(input({ lanes: oneLane('refused') }));
    expect(judged.verdict).toBe('partly-working');
    const findings = lanesTold(judged.findings);
    expect(findings.map((finding) => finding.code)).toEqual(['HN0211']);
    expect(findings[0]).toMatchObject({
      severity: 'error',
      title:
        'TCP to 127.0.0.1 gets no answer from a listener on 127.0.0.1, from this computer to the container',
      detail:
        'Other addresses of the same kind work in this direction, so it is this pair of addresses that fails: the connection was refused.',
    });
  });

  it('never advises the pair that failed, and no listener that the program has already', () => {
    const advice = (listen: string, address: string) => {
      const lanes = promised((way) =>
        way.transport === 'tcp' && way.direction === 'host-to-container' && way.listen === listen
          ? { outcome: 'refused' }
          : {},
      );
      const finding = addressDead.check(input({ lanes }))[0];
      expect(finding?.title).toContain(`TCP to ${address} gets no answer from a listener on ${listen},`);
      return finding?.remedy?.text;
    };
    expect(advice('0.0.0.0', '127.0.0.1')).toBe(
      'Let the program listen on 127.0.0.1: 127.0.0.1 is answered there.',
    );
    expect(advice('::', '::1')).toBe('Let the program listen on ::1: ::1 is answered there.');
    // A listener on 0.0.0.0 that another address reaches stays where it is.
    const lan = laneFixture({
      address: '192.0.2.10',
      resolved: '192.0.2.10',
      role: 'describes',
      outcome: 'refused',
    });
    expect(addressDead.check(input({ lanes: [...promised(), lan] }))[0]?.remedy?.text).toBe(
      'Connect to 127.0.0.1 instead, which answers with the same listener.',
    );
  });

  it('fires for UDP without a word of TCP, for IPv6 without a word of IPv4', () => {
    const udp = addressDead.check(input({ lanes: oneLane('timed-out', 'udp') }));
    expect(udp).toHaveLength(1);
    expect(wordsOf(udp[0])).not.toMatch(/\bTCP\b/i);
    const six = addressDead.check(
      input({ lanes: promised((way) => (way.listen === '::1' && way.transport === 'udp' ? dead(way) : {})) }),
    );
    expect(six).toHaveLength(2);
    for (const finding of six) expect(wordsOf(finding)).not.toContain('IPv4');
  });

  it('fires with the address a name resolved to', () => {
    const named = laneFixture({
      address: 'localhost',
      resolved: '127.0.0.1',
      listen: '::',
      outcome: 'refused',
    });
    const [finding] = addressDead.check(input({ lanes: [...promised(), named] }));
    expect(finding?.title).toBe(
      'TCP to 127.0.0.1 gets no answer from a listener on ::, from this computer to the container',
    );
  });

  it('fires for a promised name that does not resolve, which has no family', () => {
    const named = laneFixture({
      address: 'localhost',
      resolved: null,
      family: null,
      outcome: 'resolve-failed',
    });
    expect(addressDead.check(input({ lanes: [...promised(), named] }))[0]?.title).toMatch(
      /^TCP to localhost gets no answer/,
    );
  });

  it('fires as a warning for a lane that only describes, such as the LAN address', () => {
    const lan = laneFixture({
      address: '192.0.2.10',
      resolved: '192.0.2.10',
      role: 'describes',
      outcome: 'refused',
    });
    const judged = judge(input({ lanes: [...promised(), lan] }));
    expect(lanesTold(judged.findings).map(({ code, severity }) => [code, severity])).toEqual([
      ['HN0211', 'warning'],
    ]);
    expect(judged.verdict).toBe('working');
  });

  it('stays silent when all is well', () => {
    expect(addressDead.check(input())).toEqual([]);
  });

  it('stays silent in a dead cell: the cell has a code of its own', () => {
    expect(addressDead.check(input({ lanes: promised(dead) }))).toEqual([]);
    const lanes = promised((way) => (way.family === 'ipv6' ? dead(way) : {}));
    expect(codes({ lanes })).toEqual(['HN0207']);
  });

  it('stays silent where either is fine: expected unspecified', () => {
    const either = laneFixture({ ...dead({ transport: 'tcp' }), expected: 'unspecified', role: 'describes' });
    const name = { address: 'host.docker.internal', resolved: null, family: null } as const;
    const unresolved = laneFixture({
      ...name,
      outcome: 'resolve-failed',
      expected: 'unspecified',
      role: 'describes',
    });
    expect(codes({ lanes: [...promised(), either, unresolved] })).toEqual([]);
  });

  it('stays silent on lanes that were not measured', () => {
    const lanes = promised((way) => (way.listen === '127.0.0.1' ? unmeasured() : {}));
    expect(codes({ lanes })).toEqual([]);
  });

  it('stays silent on wrong listeners and mapped addresses, which have codes of their own', () => {
    const mapped = laneFixture({ family: 'ipv4-mapped', resolved: '::ffff:127.0.0.1', outcome: 'refused' });
    const lanes = [...promised(), laneFixture({ outcome: 'wrong-listener' }), mapped];
    expect(addressDead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent on controls: they lie outside the two promised directions', () => {
    const lanes = [laneFixture({ from: 'bridge', to: 'host', role: 'control', outcome: 'timed-out' })];
    expect(addressDead.check(input({ lanes: [...promised(), ...lanes] }))).toEqual([]);
  });
});
