import { again, lane } from '../../../../test/fixtures.ts';
import { evidenceOf, wayTitle } from './evidence-view.ts';

describe('evidence', () => {
  it('tells what was sent, what each witness saw, source, times and errno', () => {
    const [view] = evidenceOf('t', [again(lane({ transport: 'udp' }), 'reply-lost')]).lanes;
    const told = view!.lines.map((line) => `${line.term}: ${line.text}`);
    expect(told).toEqual([
      'Target: 127.0.0.1:40123',
      'Sent: 3 datagrams, 0 answered',
      'From: 127.0.0.1:51234',
      'Ended at: echo',
      'Listener: 0.0.0.0:40123',
      'Listener saw: 3 of its requests, from 127.0.0.1:51234',
      'Took: 0.4 ms',
    ]);
    const [refused] = evidenceOf('t', [again(lane({ address: '::1' }), 'refused')]).lanes;
    expect(refused!.lines).toContainEqual({ term: 'Ended at', text: 'echo, ECONNREFUSED' });
    expect(refused!.lines).toContainEqual({ term: 'Target', text: '[::1]:40123' });
  });

  it('says that a listener said nothing, and what was expected', () => {
    const silent = lane({ outcome: 'not-measured', reason: 'the helper died', expected: 'unspecified' });
    const [view] = evidenceOf('t', [silent]).lanes;
    expect(view).toMatchObject({ reason: 'the helper died' });
    expect(view!.lines.map((line) => line.text)).toEqual([
      'no word from the listener',
      'either is fine here: no fault',
    ]);
  });

  it('names the way', () => {
    expect(wayTitle('host', 'host-mode', 'udp')).toBe('This computer → host-mode container, UDP');
    expect(wayTitle('host-mode', 'host-mode', 'tcp')).toBe('Host-mode container → itself, TCP');
  });
});
