import { withOutcome, lossyReport, desktopReport } from '@hostnet/core/testing';
import { fromReport } from '../../shared/measured/measured.ts';
import { pictureOf } from '../../shared/measured/picture.ts';
import { boundarySentence, carriedEvidence, carriedRows } from './carried-rows.ts';

describe('what is carried', () => {
  it('shows UDP as its worst way and what lies below as grey', () => {
    const measured = fromReport(lossyReport());
    const rows = carriedRows(pictureOf(measured).arrows, measured.boundary, false);
    expect(rows.map((row) => `${row.name}: ${row.look.word}`)).toEqual([
      'TCP: works',
      'UDP: works in part',
      'ICMP (ping): does not work',
      'Multicast: does not work',
      'Broadcast: does not work',
      'Raw sockets: not measured',
      'Host’s network interfaces: not visible',
      'Bind to host address: does not work',
    ]);
    expect(rows.map((row) => row.look.tone)).toEqual(['ok', 'warn', ...Array<string>(6).fill('none')]);
    expect(carriedEvidence(rows[2]!).lanes[0]).toMatchObject({
      reason: 'no reply within 1 s',
      lines: [{ term: 'Seen', text: '192.0.2.10' }],
    });
  });

  it('shows all eight lines while nothing is known, and claims nothing', () => {
    const words = (busy: boolean) => new Set(carriedRows([], [], busy).map((row) => row.look.word));
    expect(carriedRows([], [], false)).toHaveLength(8);
    expect(words(false)).toEqual(new Set(['not measured']));
    expect(words(true)).toEqual(new Set(['measuring']));
  });

  it('calls a transport that nobody answered not carried, a fault', () => {
    const dead = fromReport(
      desktopReport({ lanes: desktopReport().lanes.map((one) => withOutcome(one, 'refused')) }),
    );
    const [tcp] = carriedRows(pictureOf(dead).arrows, [], false);
    expect(tcp?.look).toMatchObject({ word: 'does not work', tone: 'bad' });
  });

  it('calls nothing missing that was not measured', () => {
    const entry = { name: 'multicast' as const, reason: null, evidence: [] };
    expect(boundarySentence([{ ...entry, status: 'not-measured' }])).toContain('unknown, not missing');
    expect(boundarySentence([{ ...entry, status: 'not-carried' }])).toContain('not a fault');
    expect(boundarySentence([])).toBeNull();
  });
});
