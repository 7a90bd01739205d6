import { withOutcome, laneFixture } from '@hostnet/core/testing';
import { evidenceOf, wayTitle } from './evidence-view.ts';

describe('evidence', () => {
  it('tells what was sent, what each witness saw, source, times and errno', () => {
    const [view] = evidenceOf('t', [withOutcome(laneFixture({ transport: 'udp' }), 'reply-lost')]).lanes;
    const told = view!.lines.map((line) => `${line.term}: ${line.text}`);
    expect(told).toEqual([
      'Target: 127.0.0.1:40000',
      'Sent: 1 datagram, 0 answered',
      'From: 127.0.0.1:50000',
      'Listener: 0.0.0.0:40000',
      'Listener got: 1 request, from 127.0.0.1:50000',
      'Took: 4.0 ms',
    ]);
    const [refused] = evidenceOf('t', [withOutcome(laneFixture({ address: '::1' }), 'refused')]).lanes;
    expect(refused!.lines).toContainEqual({ term: 'Error', text: 'connection refused' });
    expect(refused!.lines).toContainEqual({ term: 'Target', text: '[::1]:40000' });
  });

  it('says that a listener said nothing, and what was expected', () => {
    const silent = laneFixture({
      outcome: 'not-measured',
      reason: 'the helper died',
      expected: 'unspecified',
    });
    const [view] = evidenceOf('t', [silent]).lanes;
    expect(view).toMatchObject({ reason: 'the helper died' });
    expect(view!.lines.map((line) => line.text)).toEqual([
      'not known: the listener did not report',
      'either result is fine here',
    ]);
  });

  it('names the way', () => {
    expect(wayTitle('host', 'host-mode', 'udp')).toBe('This computer → host-mode container, UDP');
    expect(wayTitle('host-mode', 'host-mode', 'tcp')).toBe('Host-mode container → itself, TCP');
  });
});
