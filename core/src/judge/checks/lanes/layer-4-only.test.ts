import { judge } from '../../judge.ts';
import type { BoundaryEntry } from '../../../model/boundary-entry.ts';
import { input, lanesTold } from '../../../testing/evidence-fixtures.ts';
import { layer4Only } from './layer-4-only.ts';

const entry = (
  name: BoundaryEntry['name'],
  status: BoundaryEntry['status'],
  reason: string | null = null,
): BoundaryEntry => ({ name, status, reason, evidence: [] });

describe('HN0212 layer-4-only', () => {
  it('fires with each kind of traffic that was measured and not carried; never a fault', () => {
    const boundary = [
      entry('icmp-echo', 'carried'),
      entry('interfaces', 'not-carried', 'the container sees the interfaces of another stack'),
      entry('multicast', 'not-carried'),
      entry('raw-socket', 'not-measured', 'needs the NET_RAW capability: measured with --full'),
    ];
    const judged = judge(input({ boundary }));
    expect(judged.verdict).toBe('working');
    const [finding, ...more] = lanesTold(judged.findings);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0212',
      severity: 'info',
      evidence: [
        'this computer’s own interfaces: not available; the container sees the interfaces of another stack',
        'multicast: not available',
      ],
      remedy: null,
    });
    expect(finding?.detail).toMatch(/^Not available: this computer’s own interfaces, multicast\. /);
  });

  it('stays silent when all that was measured is carried', () => {
    const boundary = [entry('icmp-echo', 'carried'), entry('broadcast', 'carried')];
    expect(layer4Only.check(input({ boundary }))).toEqual([]);
    expect(layer4Only.applicable(input({ boundary }))).toBe(true);
  });

  it('stays silent, and is skipped with the reason, when nothing was measured', () => {
    const boundary = [entry('icmp-echo', 'not-measured', 'the inspection gave no answer in time')];
    expect(layer4Only.check(input({ boundary }))).toEqual([]);
    expect(layer4Only.applicable(input({ boundary }))).toBe('nothing below layer 4 was measured');
    expect(layer4Only.applicable(input({ boundary: [] }))).toBe('nothing below layer 4 was measured');
  });
});
