import { judge } from '../../judge.ts';
import type { Lane } from '../../../model/lane.ts';
import { input, lanesTold, promised, unmeasured, wordsOf } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { ipv4MappedDead } from './ipv4-mapped-dead.ts';

const mapped = (transport: 'tcp' | 'udp', over: Partial<Lane> = {}) =>
  laneFixture({
    from: 'host-mode',
    to: 'host',
    transport,
    address: '::ffff:127.0.0.1',
    resolved: '::ffff:127.0.0.1',
    family: 'ipv4-mapped',
    role: 'describes',
    ...over,
  });

describe('HN0213 ipv4-mapped-dead', () => {
  it('fires when the mapped form fails where plain IPv4 works; it does not count against the verdict', () => {
    const lanes = [...promised(), mapped('tcp', { outcome: 'refused' }), mapped('udp')];
    const judged = judge(input({ lanes }));
    expect(judged.verdict).toBe('working');
    const [finding, ...more] = lanesTold(judged.findings);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0213',
      severity: 'warning',
      title: 'TCP through IPv4-mapped addresses (::ffff:127.0.0.1) does not reach this computer',
      evidence: [
        'container → this computer, TCP ::ffff:127.0.0.1 (listener on 0.0.0.0): refused; 1 sent, 0 answered, ECONNREFUSED; listener saw 0',
      ],
    });
  });

  it('fires for UDP without a word of TCP', () => {
    const lanes = [...promised(), mapped('udp', { outcome: 'timed-out' })];
    const [finding, ...more] = ipv4MappedDead.check(input({ lanes }));
    expect(more).toEqual([]);
    expect(wordsOf(finding)).not.toMatch(/\bTCP\b/i);
  });

  it('stays silent when the mapped form works', () => {
    expect(ipv4MappedDead.check(input({ lanes: [...promised(), mapped('tcp'), mapped('udp')] }))).toEqual([]);
  });

  it('stays silent when plain IPv4 fails too: then the mapped form is not to blame', () => {
    const lanes = promised((way) => (way.family === 'ipv4' ? { outcome: 'refused' } : {}));
    expect(ipv4MappedDead.check(input({ lanes: [...lanes, mapped('tcp', { outcome: 'refused' })] }))).toEqual(
      [],
    );
  });

  it('stays silent, and is skipped with the reason, when no mapped lane was measured', () => {
    const lanes = [...promised(), mapped('tcp', unmeasured()), mapped('udp', unmeasured('absent'))];
    expect(ipv4MappedDead.check(input({ lanes }))).toEqual([]);
    expect(ipv4MappedDead.applicable(input({ lanes }))).toBe('no IPv4-mapped lane was measured');
  });
});
